package org.torrentxt.fleet.reconcile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Statement;

/**
 * The nodes that others fetch a deployment from: a bounded number. A node that is of a site fetches it from those of its
 * site, and only if it is the gateway from others; any other node from all, those with more labels in common first.
 * Their addresses are those of members of the cluster, whatever they report. Not thread-safe.
 */
final class Peers {
    /** How many nodes are dialled for a torrent at a time; by those of a site: of that site. */
    static final int MAX = 8;

    /** How many of other sites that have all of it. */
    static final int MAX_SOURCES = 2;

    /** How many gateways of other sites. */
    static final int MAX_GATEWAYS = 6;

    private final Map<String, String> labels;
    private final Gateways gateways;
    private final Random random = new Random();

    Peers(Map<String, String> labels, Gateways gateways) {
        this.labels = labels;
        this.gateways = gateways;
    }

    /**
     * Whom to dial: nobody that is paused, who would send nothing.
     *
     * @param all nodes as they have reported; without this one while it is in no cluster
     * @param idle how long this node has made no progress with it, in ns
     */
    List<Endpoint> of(Statement statement, List<FleetNode> all, long idle) {
        List<FleetNode> nodes =
                all.stream().filter(node -> isRunning(statement, node)).toList();
        List<FleetNode> others = new ArrayList<>(nodes.stream()
                .filter(node -> !node.isLocal() && node.listenPort() > 0)
                .toList());
        Collections.shuffle(others, random);
        Optional<String> site = Gateways.site(labels);
        Stream<FleetNode> chosen = site.isEmpty()
                ? anywhere(statement, others, nodes)
                : Stream.concat(near(statement, site, others), elsewhere(statement, site, others, nodes, idle));
        return chosen.map(node -> new Endpoint(node.address(), node.listenPort()))
                .toList();
    }

    // Torrents of others are never paused by the fleet, and whether this one is was asked before.
    private static boolean isRunning(Statement statement, FleetNode node) {
        return node.isLocal()
                || !Controls.isPaused(statement, node.labels())
                || Gateways.reported(node, statement)
                        .filter(NodeDeployment::isForeign)
                        .isPresent();
    }

    private Stream<FleetNode> anywhere(Statement statement, List<FleetNode> others, List<FleetNode> nodes) {
        Set<FleetNode> open = gateways.open(statement, nodes);
        return others.stream()
                .filter(node -> percent(statement, node) > 0 && open.contains(node))
                .sorted(Comparator.comparingLong(this::common).reversed())
                .limit(MAX);
    }

    // Those that have nothing yet are connected before, as they have something all at once.
    private static Stream<FleetNode> near(Statement statement, Optional<String> site, List<FleetNode> others) {
        return others.stream()
                .filter(node -> isOf(site, node))
                .filter(node ->
                        percent(statement, node) > 0 || Gateways.isIn(DeploymentState.FETCHING, node, statement))
                .sorted(Comparator.comparing(node -> percent(statement, node) == 0))
                .limit(MAX);
    }

    // The same ones as long as it makes progress, so that no more and more are connected.
    private Stream<FleetNode> elsewhere(
            Statement statement, Optional<String> site, List<FleetNode> others, List<FleetNode> nodes, long idle) {
        Optional<FleetNode> self = nodes.stream().filter(FleetNode::isLocal).findFirst();
        if (self.filter(local -> gateways.mayLeave(statement, local, nodes, idle))
                .isEmpty()) {
            return Stream.of();
        }
        Set<FleetNode> open = gateways.open(statement, nodes);
        Map<FleetNode, String> drawn = new IdentityHashMap<>();
        others.stream()
                .filter(node -> !isOf(site, node) && open.contains(node))
                .forEach(node -> drawn.put(
                        node,
                        Gateways.draw(self.get().name(), node.name(), statement.sequence(), idle / Gateways.PATIENCE)));
        List<FleetNode> ordered = drawn.keySet().stream()
                .sorted(Comparator.comparingLong(this::common).reversed().thenComparing(drawn::get))
                .toList();
        return Stream.concat(
                ordered.stream().filter(node -> isComplete(statement, node)).limit(MAX_SOURCES),
                ordered.stream()
                        .filter(node -> Gateways.isIn(DeploymentState.FETCHING, node, statement))
                        .limit(MAX_GATEWAYS));
    }

    private static boolean isOf(Optional<String> site, FleetNode node) {
        return Gateways.site(node.labels()).equals(site);
    }

    private static boolean isComplete(Statement statement, FleetNode node) {
        return Gateways.isIn(DeploymentState.COMPLETE, node, statement);
    }

    private static int percent(Statement statement, FleetNode node) {
        return Gateways.reported(node, statement).map(NodeDeployment::percent).orElse(0);
    }

    private long common(FleetNode node) {
        return node.labels().entrySet().stream()
                .filter(labels.entrySet()::contains)
                .count();
    }
}
