package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Stages;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;

/** Whom a node dials. */
class PeersTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(-7);
    private Statement maps;

    @BeforeEach
    void state() {
        maps = state(folder, "maps");
    }

    static Statement state(Path folder, String name) {
        return new Statements(
                        folder.resolve("state"),
                        new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(folder)))))
                .deploy(
                        KEYS,
                        DeployTorrent.builder(name, InfoHashes.of(new InfoHash("ab".repeat(20))))
                                .build());
    }

    private static InetAddress address(String node) {
        return Endpoint.address("10.0.0." + node.chars().sum() % 250);
    }

    private FleetNode node(String name, String site, DeploymentState state, int percent) {
        return silent(name, site).toBuilder()
                .deployments(List.of(NodeDeployment.builder("maps", KEYS.publicKey(), maps.sequence())
                        .state(state)
                        .percent(percent)
                        .build()))
                .build();
    }

    private static FleetNode silent(String name, String site) {
        return FleetNode.builder(name, address(name))
                .labels(site.isEmpty() ? Map.of() : Map.of("site", site))
                .listenPort(1_000)
                .build();
    }

    private FleetNode fetching(String name, String site) {
        return node(name, site, DeploymentState.FETCHING, 50);
    }

    private FleetNode complete(String name, String site) {
        return node(name, site, DeploymentState.COMPLETE, 100);
    }

    /** Nodes of a site that fetch it, in the order in which they do. */
    private List<FleetNode> ordered(String site, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> fetching(site + i, site))
                .sorted(Comparator.comparing(node -> Gateways.draw(maps.id().text(), maps.sequence(), node.name())))
                .toList();
    }

    private List<InetAddress> dialled(FleetNode self, long idle, List<FleetNode> others) {
        Peers peers = new Peers(self.labels(), new Gateways(clock::get));
        return dialled(peers, self, idle, others);
    }

    private List<InetAddress> dialled(Peers peers, FleetNode self, long idle, List<FleetNode> others) {
        List<FleetNode> all = new ArrayList<>(others);
        all.removeIf(other -> other.name().equals(self.name()));
        all.add(self.toBuilder().isLocal(true).build());
        return peers.of(maps, all, idle).stream().map(Endpoint::address).toList();
    }

    private static List<InetAddress> addresses(List<FleetNode> nodes) {
        return nodes.stream().map(FleetNode::address).toList();
    }

    private static List<FleetNode> with(List<FleetNode> some, FleetNode... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Test
    void onlyTheGatewayLeavesItsSiteAndTheOthersOnceTheyMakeNoProgress() {
        FleetNode origin = complete("origin", "");
        List<FleetNode> basel = ordered("basel", 4);
        List<FleetNode> all = with(basel, origin);
        assertThat(dialled(basel.get(0), 0, all))
                .containsExactlyInAnyOrderElementsOf(addresses(with(basel.subList(1, 4), origin)));
        long[] patience = {0, Gateways.PATIENCE, 3 * Gateways.PATIENCE, 7 * Gateways.PATIENCE};
        for (int i = 1; i < 4; i++) {
            assertThat(dialled(basel.get(i), patience[i] - 1, all))
                    .hasSize(3)
                    .doesNotContain(origin.address())
                    .contains(basel.get(0).address());
            assertThat(dialled(basel.get(i), patience[i], all)).contains(origin.address());
        }
        assertThat(dialled(basel.get(1), 0, basel.subList(1, 4)))
                .as("nobody has it")
                .hasSize(2);
        assertThat(dialled(basel.get(1), 0, with(basel.subList(1, 4), origin)))
                .as("the gateway is lost")
                .contains(origin.address());
    }

    @Test
    void aLieDelaysAtMostTwoMinutes() {
        List<FleetNode> basel = ordered("basel", 100);
        List<FleetNode> all = with(basel, complete("origin", ""), complete("liar", "basel"));
        InetAddress origin = address("origin");
        assertThat(dialled(basel.get(0), Gateways.PATIENCE - 1, all)).doesNotContain(origin);
        assertThat(dialled(basel.get(0), Gateways.PATIENCE, all)).contains(origin);
        assertThat(dialled(basel.get(99), 120_000_000_000L - 1, all)).doesNotContain(origin);
        assertThat(dialled(basel.get(99), 120_000_000_000L, all)).contains(origin);
    }

    @Test
    void whoHasFailedOrWaitsOrHasNoPortIsNoGateway() {
        List<FleetNode> basel = ordered("basel", 5);
        List<FleetNode> all = List.of(
                basel.get(0).toBuilder().listenPort(0).build(),
                node(basel.get(1).name(), "basel", DeploymentState.FAILED, 50),
                node(basel.get(2).name(), "basel", DeploymentState.WAITING, 0),
                basel.get(3),
                basel.get(4),
                complete("origin", ""));
        assertThat(dialled(basel.get(3), 0, all)).contains(address("origin"));
        assertThat(dialled(basel.get(4), 0, all)).doesNotContain(address("origin"));
    }

    @Test
    void whoHasNotReportedAStatementYetCountsForAWhile() {
        List<FleetNode> basel = ordered("basel", 2);
        FleetNode first = silent(basel.get(0).name(), "basel");
        List<FleetNode> all = List.of(first, complete("origin", "zug"));
        Gateways gateways = new Gateways(clock::get);
        Peers peers = new Peers(Map.of("site", "basel"), gateways);
        assertThat(dialled(peers, basel.get(1), 0, all)).isEmpty();
        clock.addAndGet(Gateways.SETTLING - 1);
        assertThat(dialled(peers, basel.get(1), 0, all)).isEmpty();
        clock.addAndGet(1);
        assertThat(dialled(peers, basel.get(1), 0, all)).contains(address("origin"));
        gateways.retain(List.of());
        assertThat(dialled(peers, basel.get(1), 0, all)).as("forgotten").isEmpty();
    }

    @Test
    void ofOtherSitesThoseAreDialledThatDoNotFetchFromTheDialler() {
        List<FleetNode> zug = ordered("zug", 3);
        List<FleetNode> all =
                with(zug, fetching("basel", "basel"), fetching("bern", "bern"), complete("bern2", "bern"));
        FleetNode self = fetching("chur", "chur");
        assertThat(dialled(self, 0, all))
                .containsExactlyInAnyOrder(zug.get(0).address(), address("basel"), address("bern2"));
        assertThat(dialled(silent("anywhere", ""), 0, all))
                .as("of no site")
                .containsExactlyInAnyOrder(zug.get(0).address(), address("basel"), address("bern2"));
    }

    @Test
    void aBoundedNumberIsDialledTheSameOnesWhileItMakesProgress() {
        List<FleetNode> all = new ArrayList<>();
        IntStream.range(0, 30).forEach(i -> {
            all.add(complete("complete" + i, ""));
            all.add(fetching("gateway" + i, "site" + i));
            all.add(fetching("basel" + i, "basel"));
        });
        FleetNode self = silent("self", "basel").toBuilder()
                .deployments(fetching("self", "basel").deployments())
                .build();
        long waiting = Gateways.MAX_PATIENCE;
        List<InetAddress> dialled = dialled(self, waiting, all);
        assertThat(dialled).hasSize(Peers.MAX + Peers.MAX_SOURCES + Peers.MAX_GATEWAYS);
        List<InetAddress> far = dialled.subList(Peers.MAX, dialled.size());
        List<InetAddress> again = dialled(self, waiting + 1, all);
        assertThat(again.subList(Peers.MAX, again.size())).isEqualTo(far);
        List<InetAddress> later = dialled(self, waiting + Gateways.PATIENCE, all);
        assertThat(later.subList(Peers.MAX, later.size())).isNotEqualTo(far);
        assertThat(dialled(silent("anywhere", ""), 0, all)).hasSize(Peers.MAX);
    }

    // Another statement has another order of gateways.
    private void pause(Map<String, String> labels) {
        NodeControl pause = NodeControl.builder(labels).isPaused(true).build();
        maps = new Statements(
                        folder.resolve("state"),
                        new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(folder)))))
                .change(KEYS, "maps", current -> Stages.controlled(current, pause));
    }

    @Test
    void whoIsPausedIsNeitherGatewayNorDialled() {
        pause(Map.of("line", "thin"));
        List<FleetNode> basel = ordered("basel", 2);
        FleetNode first = thin(basel.get(0));
        FleetNode origin = complete("origin", "");
        assertThat(dialled(basel.get(1), 0, List.of(first, origin, thin(complete("full", "basel")))))
                .as("the next one is the gateway")
                .containsExactly(origin.address());
        assertThat(dialled(silent("anywhere", ""), 0, List.of(first, thin(complete("zug", "zug")))))
                .isEmpty();
        FleetNode theirs = foreign(thin(complete("theirs", "basel")));
        assertThat(dialled(basel.get(1), 0, List.of(theirs)))
                .as("never paused by the fleet")
                .containsExactly(theirs.address());
    }

    @Test
    void whoIsPausedTakesNoPlaceOfThoseThatAreDialled() {
        pause(Map.of("line", "thin"));
        List<FleetNode> all = new ArrayList<>();
        IntStream.range(0, Peers.MAX).forEach(i -> all.add(thin(complete("complete" + i, ""))));
        FleetNode origin = complete("origin", "");
        all.add(origin);
        FleetNode self = FleetNode.builder("self", address("self"))
                .labels(Map.of("line", "thin"))
                .build();
        assertThat(dialled(self, 0, all)).as("fewer labels in common").containsExactly(origin.address());
    }

    private static FleetNode thin(FleetNode node) {
        Map<String, String> labels = new HashMap<>(node.labels());
        labels.put("line", "thin");
        return node.toBuilder().labels(labels).build();
    }

    private static FleetNode foreign(FleetNode node) {
        return node.toBuilder()
                .deployments(List.of(
                        node.deployments().get(0).toBuilder().isForeign(true).build()))
                .build();
    }

    @Test
    void aNodeThatIsInNoClusterDialsNobody() {
        Peers peers = new Peers(Map.of("site", "basel"), new Gateways(clock::get));
        assertThat(peers.of(maps, List.of(), 0)).isEmpty();
        assertThat(peers.of(maps, List.of(complete("origin", "")), 0)).isEmpty();
    }

    @Test
    void otherDeploymentsHaveOtherGateways() {
        List<String> first = IntStream.range(0, 50)
                .mapToObj(version -> IntStream.range(0, 8)
                        .mapToObj(String::valueOf)
                        .min(Comparator.comparing(node -> Gateways.draw("maps", version, node)))
                        .orElseThrow())
                .distinct()
                .toList();
        assertThat(first).hasSizeGreaterThan(5);
    }

    @Test
    void noProgressIsNotToHaveMoreThanEver() {
        Progress progress = new Progress(clock::get);
        assertThat(progress.idle(1, 0)).isZero();
        clock.addAndGet(5);
        assertThat(progress.idle(1, 0)).isEqualTo(5);
        assertThat(progress.idle(1, 10)).isZero();
        clock.addAndGet(5);
        assertThat(progress.idle(1, 3)).as("what was wrong is gone").isEqualTo(5);
        assertThat(progress.idle(1, 9)).isEqualTo(5);
        assertThat(progress.idle(2, 0)).as("another").isZero();
        progress.retain(List.of(2));
        assertThat(progress.idle(1, 3)).as("forgotten").isZero();
        assertThat(Gateways.site(Map.of("site", "basel"))).isEqualTo(Optional.of("basel"));
    }
}
