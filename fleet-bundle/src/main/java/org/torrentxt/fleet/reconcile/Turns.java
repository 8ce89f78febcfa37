package org.torrentxt.fleet.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Statement;

/**
 * Whether this node is one of the first of a deployment: each node decides that for itself, from what the others report.
 * Those that have begun come first, then names in their order. Nothing follows from a lie but that a node begins early,
 * or late. Not thread-safe.
 */
final class Turns {
    /** How long it must have been one of them, so that all have seen each other, in ns. */
    static final long SETTLING = 5_000_000_000L;

    private final LongSupplier clock;
    private final Map<Statement, Long> since = new HashMap<>();

    Turns(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * True if this node may begin now. One that is to be paused before it has the content does not begin, and counts for no
     * other.
     *
     * @param nodes as they have reported; without this one while it is in no cluster
     */
    boolean isNow(Statement statement, List<FleetNode> nodes) {
        int first = statement.content().orElseThrow().first();
        if (first == 0) {
            return true;
        }
        List<FleetNode> able =
                nodes.stream().filter(node -> isAble(statement, node)).toList();
        if (!isAmong(first, statement, able)) {
            since.remove(statement);
            return false;
        }
        long now = clock.getAsLong();
        return now - since.computeIfAbsent(statement, some -> now) >= SETTLING;
    }

    /** Forgets all others. */
    void retain(List<Statement> statements) {
        since.keySet().retainAll(statements);
    }

    private static boolean isAble(Statement statement, FleetNode node) {
        return !Controls.isPaused(statement, node.labels())
                || node.deployments().stream()
                        .anyMatch(each -> isOf(each, statement) && each.state() == DeploymentState.COMPLETE);
    }

    private static boolean isAmong(int first, Statement statement, List<FleetNode> nodes) {
        return nodes.stream()
                .filter(FleetNode::isLocal)
                .anyMatch(self -> nodes.stream()
                                .filter(node -> !node.isLocal())
                                .filter(node -> node.deployments().stream()
                                        .anyMatch(each -> isOf(each, statement)
                                                && (hasBegun(each, statement)
                                                        || node.name().compareTo(self.name()) < 0)))
                                .count()
                        < first);
    }

    // Nodes may have kept the content of what they are to install later.
    private static boolean hasBegun(NodeDeployment reported, Statement statement) {
        return statement.content().orElseThrow().install().isPresent()
                ? reported.install() != InstallState.WAITING && reported.install() != InstallState.NONE
                : reported.state() != DeploymentState.WAITING;
    }

    private static boolean isOf(NodeDeployment reported, Statement statement) {
        return !reported.isForeign()
                && reported.sequence() == statement.sequence()
                && reported.name().equals(statement.id().name())
                && reported.publicKey().equals(statement.id().publicKey());
    }
}
