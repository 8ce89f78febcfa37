package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Statement;

/**
 * Five sites of eight nodes that fetch from one origin, second by second: nodes dial those that are chosen, and fetch
 * pieces from whom they are connected with, the rarest ones first, few from other sites and many within their own.
 */
class SitesModelTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final int SITES = 5;
    private static final int NODES = 8;
    private static final int PIECES = 400;
    private static final int FROM_ELSEWHERE = 10; // pieces a second into a site
    private static final int FROM_NEAR = 100; // pieces a second into a node
    private static final int DIALLING = 5; // seconds
    private static final int LIMIT = 600; // seconds

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Integer> received = new TreeMap<>(); // from other sites, by site
    private Statement maps;
    private Random random;

    /** What a node does that is not as it says. */
    private enum Lie {
        NONE,
        /** It reports that it fetches, and does nothing. */
        FETCHING,
        /** It reports that it has all of it, and gives nothing. */
        COMPLETE
    }

    private final class Node {
        final String name;
        final String site;
        final Endpoint endpoint;
        final BitSet pieces = new BitSet();
        final Set<Node> connected = new LinkedHashSet<>();
        final int begins;
        Lie lie = Lie.NONE;
        private Peers peers;
        private Progress progress;
        private boolean isDown;
        private long dialled = -DIALLING;

        Node(String name, String site, String address, int begins) {
            this.name = name;
            this.site = site;
            this.endpoint = new Endpoint(Endpoint.address(address), 1_000);
            this.begins = begins;
            start();
        }

        void start() {
            isDown = false;
            peers = new Peers(labels(), new Gateways(clock::get));
            progress = new Progress(clock::get);
        }

        void stop() {
            isDown = true;
            connected.forEach(other -> other.connected.remove(this));
            connected.clear();
        }

        private Map<String, String> labels() {
            return site.isEmpty() ? Map.of() : Map.of("site", site);
        }

        boolean isComplete() {
            return pieces.cardinality() == PIECES;
        }

        /** How it is seen from a node. */
        FleetNode report(Node from, int second) {
            FleetNode.Builder report = FleetNode.builder(name, endpoint.address())
                    .labels(labels())
                    .isLocal(this == from)
                    .listenPort(endpoint.port());
            if (second > begins) {
                boolean saysComplete = isComplete() || lie == Lie.COMPLETE;
                report.deployments(List.of(NodeDeployment.builder("maps", KEYS.publicKey(), maps.sequence())
                        .state(saysComplete ? DeploymentState.COMPLETE : DeploymentState.FETCHING)
                        .percent(saysComplete ? 100 : 100 * pieces.cardinality() / PIECES)
                        .build()));
            }
            return report.build();
        }

        void dial(int second) {
            if (isDown || isComplete() || second < begins || lie != Lie.NONE) {
                return;
            }
            long idle = progress.idle(1, 1_000 * pieces.cardinality() / PIECES);
            List<FleetNode> seen = nodes.stream()
                    .filter(node -> !node.isDown)
                    .map(node -> node.report(this, second))
                    .toList();
            if (second - dialled >= DIALLING) {
                List<Endpoint> chosen = peers.of(maps, seen, idle);
                dialled = chosen.isEmpty() ? dialled : second;
                nodes.stream()
                        .filter(node -> !node.isDown && chosen.contains(node.endpoint))
                        .forEach(node -> {
                            connected.add(node);
                            node.connected.add(this);
                        });
            }
        }

        /** Fetches one piece that nobody asks for at this moment, if there is one. */
        boolean fetch(boolean isNear, Map<Node, BitSet> before) {
            List<Node> sources = connected.stream()
                    .filter(node -> node.lie == Lie.NONE && (!site.isEmpty() && node.site.equals(site)) == isNear)
                    .toList();
            List<Integer> missing = new ArrayList<>();
            for (int piece = pieces.nextClearBit(0); piece < PIECES; piece = pieces.nextClearBit(piece + 1)) {
                int wanted = piece;
                if (sources.stream().anyMatch(node -> before.get(node).get(wanted))) {
                    missing.add(piece);
                }
            }
            if (isDown || lie != Lie.NONE || missing.isEmpty()) {
                return false;
            }
            Collections.shuffle(missing, random);
            pieces.set(missing.stream()
                    .min(Comparator.comparingLong(piece -> connected.stream()
                            .filter(node -> before.get(node).get(piece))
                            .count()))
                    .orElseThrow());
            return true;
        }
    }

    private Map<Node, BitSet> snapshot() {
        Map<Node, BitSet> before = new HashMap<>();
        nodes.forEach(node -> before.put(node, (BitSet) node.pieces.clone()));
        return before;
    }

    private void transfer() {
        Map<Node, BitSet> before = snapshot();
        for (int site = 0; site < SITES; site++) {
            String name = "site" + site;
            List<Node> those = new ArrayList<>(
                    nodes.stream().filter(node -> node.site.equals(name)).toList());
            Collections.shuffle(those, random);
            int left = FROM_ELSEWHERE;
            boolean goesOn = true;
            while (goesOn && left > 0) { // the line is divided among those who use it
                goesOn = false;
                for (Node node : those) {
                    if (left > 0 && node.fetch(false, before)) {
                        received.merge(name, 1, Integer::sum);
                        left--;
                        goesOn = true;
                    }
                }
            }
            for (Node node : those) {
                for (int i = 0; i < FROM_NEAR && node.fetch(true, before); i++) {
                    // until there is no more
                }
            }
        }
    }

    private int run(int churn) {
        for (int second = 0; second < LIMIT; second++) {
            clock.addAndGet(1_000_000_000L);
            for (Node node : nodes.subList(1, nodes.size())) {
                if (node.isDown && random.nextInt(10) == 0) {
                    node.start();
                } else if (!node.isDown && random.nextInt(1_000) < churn) {
                    node.stop();
                }
                node.dial(second);
            }
            transfer();
            if (nodes.stream().allMatch(node -> node.isComplete() || node.lie != Lie.NONE)) {
                return second;
            }
        }
        throw new AssertionError("not complete: "
                + nodes.stream()
                        .filter(node -> !node.isComplete())
                        .map(node -> node.name)
                        .toList());
    }

    /**
     * The columns: which numbers are drawn; within how many seconds nodes accept the statement; how many of a thousand
     * nodes stop each second; how the gateways of all sites lie; and the limits: of seconds, and copies into a site.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, NONE, 60, 1.05",
        "2, 3, 0, NONE, 60, 1.05",
        "3, 3, 0, NONE, 60, 1.05",
        "4, 3, 5, NONE, 120, 1.2",
        "5, 3, 5, NONE, 120, 1.2",
        "6, 3, 20, NONE, 200, 1.2",
        "7, 3, 0, FETCHING, 90, 1.2",
        "8, 3, 0, COMPLETE, 150, 1.2",
        "9, 3, 5, FETCHING, 200, 1.2",
    })
    void eachSiteGetsOneCopyAndAllNodesEndWithIt(
            long seed, int begins, int churn, Lie lie, int seconds, double copies) {
        random = new Random(seed);
        maps = PeersTest.state(folder, "maps");
        Node origin = new Node("origin", "", "10.0.9.1", -1);
        origin.pieces.set(0, PIECES);
        nodes.add(origin);
        for (int site = 0; site < SITES; site++) {
            List<Node> those = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                those.add(new Node(
                        "site" + site + "node" + i, "site" + site, "10.0." + site + "." + i, random.nextInt(begins)));
            }
            those.stream()
                    .min(Comparator.comparing(node -> Gateways.draw(maps.id().text(), maps.sequence(), node.name)))
                    .orElseThrow()
                    .lie = lie;
            nodes.addAll(those);
        }
        int took = run(churn);
        assertThat(took).isLessThan(seconds);
        assertThat(received.keySet()).hasSize(SITES);
        assertThat(received.values())
                .allSatisfy(pieces -> assertThat((double) pieces / PIECES).isBetween(1.0, copies));
    }
}
