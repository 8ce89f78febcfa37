package org.torrentxt.fleet.event;

import java.net.InetAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.event.Event;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTopics;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.StatementId;

/**
 * Posts what has changed since the last look. What there was at the first one is not news, but for the nodes. Never waits
 * for receivers. Not thread-safe.
 */
public final class FleetEvents {
    // two nodes may have the same name
    private record Place(String name, InetAddress address) {}

    private final String cluster;
    private final Clock clock;
    private final Consumer<Event> outlet;
    private final Map<StatementId, Statement> stated = new HashMap<>();
    private Map<Place, FleetNode> known = Map.of();

    /**
     * Creates an instance.
     *
     * @param cluster the name of the cluster
     * @param former statements that were accepted before
     * @param outlet posts them
     */
    public FleetEvents(String cluster, Clock clock, List<Statement> former, Consumer<Event> outlet) {
        this.cluster = cluster;
        this.clock = clock;
        this.outlet = outlet;
        former.forEach(statement -> stated.put(statement.id(), statement));
    }

    /**
     * Compares, and posts.
     *
     * @param statements those that are accepted now
     * @param nodes the members of the cluster now; empty while this node is in none
     */
    public void look(List<Statement> statements, List<FleetNode> nodes) {
        for (Statement statement : statements) {
            Statement former = stated.put(statement.id(), statement);
            if (former == null || !former.bytes().equals(statement.bytes())) {
                stated(statement);
            }
        }
        Map<Place, FleetNode> present = new LinkedHashMap<>();
        nodes.forEach(node -> present.put(new Place(node.name(), node.address()), node));
        known.forEach((place, node) -> {
            if (!present.containsKey(place)) {
                member(FleetTopics.NODE_LEFT, node);
            }
        });
        present.forEach((place, node) -> {
            FleetNode former = known.get(place);
            if (former == null) {
                member(FleetTopics.NODE_JOINED, node);
            } else if (!former.deployments().equals(node.deployments())) { // there may be thousands
                states(former, node);
            }
        });
        known = present;
    }

    private void stated(Statement statement) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(FleetTopics.DEPLOYMENT, statement.id().name());
        properties.put(FleetTopics.PUBLIC_KEY, statement.id().publicKey().hex());
        properties.put(FleetTopics.SEQUENCE, statement.sequence());
        statement.content().ifPresent(content -> {
            properties.put(FleetTopics.FIRST, content.first());
            InfoHashes hashes = content.infoHashes();
            hashes.v1().map(InfoHash::hex).ifPresent(hash -> properties.put(FleetTopics.INFO_HASH_V1, hash));
            hashes.v2().map(InfoHash::hex).ifPresent(hash -> properties.put(FleetTopics.INFO_HASH_V2, hash));
        });
        post(statement.content().isPresent() ? FleetTopics.DEPLOYED : FleetTopics.UNDEPLOYED, properties);
    }

    private void member(String topic, FleetNode node) {
        Map<String, Object> properties = of(node);
        properties.put(FleetTopics.ADDRESS, node.address().getHostAddress());
        if (!node.labels().isEmpty()) {
            properties.put(
                    FleetTopics.NODE_LABELS,
                    node.labels().entrySet().stream()
                            .map(label -> label.getKey() + "=" + label.getValue())
                            .toArray(String[]::new));
        }
        post(topic, properties);
    }

    private void states(FleetNode former, FleetNode node) {
        Map<StatementId, NodeDeployment> before = new HashMap<>();
        former.deployments().forEach(each -> before.put(id(each), each));
        for (NodeDeployment each : node.deployments()) {
            NodeDeployment last = before.get(id(each));
            boolean isSameVersion = last != null && last.sequence() == each.sequence();
            if (!isSameVersion || last.state() != each.state() || last.install() != each.install()) {
                Map<String, Object> properties = of(node);
                properties.put(FleetTopics.DEPLOYMENT, each.name());
                properties.put(FleetTopics.PUBLIC_KEY, each.publicKey().hex());
                properties.put(FleetTopics.SEQUENCE, each.sequence());
                properties.put(FleetTopics.STATE, each.state().label());
                if (isSameVersion) {
                    properties.put(FleetTopics.PREVIOUS_STATE, last.state().label());
                }
                if (each.install() != InstallState.NONE) {
                    properties.put(FleetTopics.INSTALL, each.install().label());
                }
                if (!each.reason().isEmpty()) {
                    properties.put(FleetTopics.REASON, each.reason());
                }
                post(FleetTopics.STATE_CHANGED, properties);
            }
        }
    }

    private static StatementId id(NodeDeployment reported) {
        return new StatementId(reported.name(), reported.publicKey());
    }

    private static Map<String, Object> of(FleetNode node) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(FleetTopics.NODE, node.name());
        properties.put(FleetTopics.IS_LOCAL, node.isLocal());
        return properties;
    }

    private void post(String topic, Map<String, Object> properties) {
        properties.put(FleetTopics.CLUSTER, cluster);
        properties.put(FleetTopics.TIMESTAMP, clock.millis());
        outlet.accept(new Event(topic, properties));
    }
}
