package org.torrentxt.fleet.reconcile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.LongSupplier;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Statement;

/**
 * Which node of a site fetches a deployment from other sites: the first of those that fetch it, in an order that all of
 * them compute alike. Whoever is behind it waits until it makes no progress itself, so that nothing follows from a lie
 * but a delay, or that more nodes than one do so. Not thread-safe.
 */
final class Gateways {
    /** The label with the site of a node. */
    static final String LABEL = "site";

    /** How long a node may take to report a statement after this one has accepted it, in ns. */
    static final long SETTLING = 5_000_000_000L;

    /** How long the second one waits without progress, in ns; each next one twice as long and once more. */
    static final long PATIENCE = 15_000_000_000L;

    /** How long the last one waits without progress, in ns. */
    static final long MAX_PATIENCE = 8 * PATIENCE;

    private static final Comparator<Rank> ORDER = Comparator.comparing(Rank::isDeaf)
            .thenComparing(Rank::draw)
            .thenComparing(Rank::address)
            .thenComparing(Rank::port);

    // Nobody can fetch from one without a port: it is the last.
    private record Rank(boolean isDeaf, String draw, String address, int port) implements Comparable<Rank> {
        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    private final LongSupplier clock;
    private final Map<Statement, Long> since = new HashMap<>();

    Gateways(LongSupplier clock) {
        this.clock = clock;
    }

    /** The site of a node with these labels. */
    static Optional<String> site(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(LABEL));
    }

    /** What that node reports about a statement, if it has accepted it. */
    static Optional<NodeDeployment> reported(FleetNode node, Statement statement) {
        return node.deployments().stream()
                .filter(each -> each.sequence() == statement.sequence()
                        && each.name().equals(statement.id().name())
                        && each.publicKey().equals(statement.id().publicKey()))
                .findFirst();
    }

    static boolean isIn(DeploymentState state, FleetNode node, Statement statement) {
        return reported(node, statement).filter(each -> each.state() == state).isPresent();
    }

    /** A number without any pattern for these words: the same everywhere. */
    static String draw(Object... words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object word : words) {
                digest.update((word + "/").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JVM has it
        }
    }

    /** Forgets all others. */
    void retain(List<Statement> statements) {
        since.keySet().retainAll(statements);
    }

    /**
     * True if this node may dial nodes of other sites.
     *
     * @param self this node, which fetches it
     * @param nodes as they have reported
     * @param idle how long it has made no progress, in ns
     */
    boolean mayLeave(Statement statement, FleetNode self, List<FleetNode> nodes, long idle) {
        return idle >= patience(before(statement, self, nodes));
    }

    /**
     * Those that nodes of other sites may dial: who has all of it, who is of no site, and whoever fetches it first at a
     * site that does not have it yet. Any other one would fetch from those that dial it.
     *
     * @return some of these objects, compared by identity
     */
    Set<FleetNode> open(Statement statement, List<FleetNode> nodes) {
        boolean isSettled = isSettled(statement);
        Set<FleetNode> open = Collections.newSetFromMap(new IdentityHashMap<>()); // what one reports is much to hash
        Set<String> having = new HashSet<>();
        Map<String, FleetNode> first = new HashMap<>();
        for (FleetNode node : nodes) {
            Optional<String> site = site(node.labels());
            if (isIn(DeploymentState.COMPLETE, node, statement)) {
                open.add(node);
                site.ifPresent(having::add);
            } else if (site.isEmpty()) {
                open.add(node);
            } else if (fetches(statement, node, isSettled)) {
                first.merge(site.get(), node, BinaryOperator.minBy(Comparator.comparing(one -> rank(statement, one))));
            }
        }
        first.keySet().removeAll(having);
        open.addAll(first.values());
        return open;
    }

    /**
     * True if whoever fetches it, now or soon, is of one site, which a node with these labels belongs to; false while the
     * nodes are not known.
     */
    boolean isOneSite(Statement statement, Map<String, String> labels, List<FleetNode> nodes) {
        Optional<String> own = site(labels);
        boolean isSettled = isSettled(statement);
        return own.isPresent()
                && nodes.stream().anyMatch(FleetNode::isLocal)
                && nodes.stream()
                        .filter(node -> !site(node.labels()).equals(own))
                        .noneMatch(node -> fetches(statement, node, isSettled));
    }

    private static long patience(int before) {
        long factor = (1L << Math.min(before, Integer.SIZE)) - 1;
        return Math.min(MAX_PATIENCE, factor * PATIENCE);
    }

    // Those of its site that fetch it before this one does; all that have it count as one.
    private int before(Statement statement, FleetNode self, List<FleetNode> nodes) {
        boolean isSettled = isSettled(statement);
        Rank own = rank(statement, self);
        Optional<String> site = site(self.labels());
        int fetching = 0;
        int complete = 0;
        for (FleetNode node : nodes) {
            if (!node.isLocal() && site(node.labels()).equals(site)) {
                if (isIn(DeploymentState.COMPLETE, node, statement)) {
                    complete = 1;
                } else if (fetches(statement, node, isSettled)
                        && rank(statement, node).compareTo(own) < 0) {
                    fetching++;
                }
            }
        }
        return complete + fetching;
    }

    // Each statement has another first one; those of the same name have different addresses.
    private static Rank rank(Statement statement, FleetNode node) {
        return new Rank(
                node.listenPort() == 0,
                draw(statement.id().text(), statement.sequence(), node.name()),
                node.address().getHostAddress(),
                node.listenPort());
    }

    private boolean isSettled(Statement statement) {
        long now = clock.getAsLong();
        return now - since.computeIfAbsent(statement, some -> now) >= SETTLING;
    }

    // Or will: it does not report it yet, but is to have it.
    private static boolean fetches(Statement statement, FleetNode node, boolean isSettled) {
        return reported(node, statement)
                .map(each -> each.state() == DeploymentState.FETCHING)
                .orElseGet(() -> !isSettled
                        && statement
                                .content()
                                .filter(content -> Plan.isFor(content, node.labels()))
                                .isPresent());
    }
}
