package org.torrentxt.fleet.reconcile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Statement;

/**
 * The nodes that others fetch a deployment from: a bounded number, those with more labels in common first, others each
 * time. Their addresses are those of members of the cluster, whatever they report.
 */
final class Peers {
    /** How many nodes are dialled for a torrent at a time. */
    static final int MAX = 8;

    private final Map<String, String> labels;
    private final Random random = new Random();

    Peers(Map<String, String> labels) {
        this.labels = labels;
    }

    List<Endpoint> of(Statement statement, List<FleetNode> nodes) {
        List<FleetNode> having = new ArrayList<>(nodes.stream()
                .filter(node -> !node.isLocal() && node.listenPort() > 0)
                .filter(node -> node.deployments().stream().anyMatch(each -> has(each, statement)))
                .toList());
        Collections.shuffle(having, random);
        return having.stream()
                .sorted(Comparator.comparingLong(this::common).reversed())
                .limit(MAX)
                .map(node -> new Endpoint(node.address(), node.listenPort()))
                .toList();
    }

    private static boolean has(NodeDeployment reported, Statement statement) {
        return reported.percent() > 0
                && reported.sequence() == statement.sequence()
                && reported.name().equals(statement.id().name())
                && reported.publicKey().equals(statement.id().publicKey());
    }

    private long common(FleetNode node) {
        return node.labels().entrySet().stream()
                .filter(labels.entrySet()::contains)
                .count();
    }
}
