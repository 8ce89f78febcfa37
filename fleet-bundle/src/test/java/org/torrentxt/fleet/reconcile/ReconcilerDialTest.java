package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** How a session is told whom to dial. */
class ReconcilerDialTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final InfoHashes HASHES = InfoHashes.of(new InfoHash("ab".repeat(20)));
    private static final Map<String, String> BASEL = Map.of("site", "basel");
    private static final Set<TorrentFlag> CHOSEN_ONLY =
            Set.of(TorrentFlag.DISABLE_DHT, TorrentFlag.DISABLE_LSD, TorrentFlag.DISABLE_PEX);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final FakeSession session = new FakeSession("default");
    private Statements statements;
    private Statement maps;

    @BeforeEach
    void state() {
        statements = new Statements(
                folder.resolve("state"), new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(folder)))));
        maps = statements.deploy(KEYS, DeployTorrent.builder("maps", HASHES).build());
    }

    private Reconciler reconciler(Map<String, String> labels) {
        return new Reconciler(statements, labels, clock::get);
    }

    private void put(int permille, Set<TorrentFlag> flags, Map<String, String> attributes) {
        TorrentStatus status = StatusBuilder.status(1).build();
        session.put(status.toBuilder()
                .infoHashes(HASHES)
                .attributes(attributes)
                .isFinished(false)
                .isSeeding(false)
                .progress(permille / 1_000.0)
                .error("")
                .flags(flags)
                .build());
    }

    private Map<String, String> marked() {
        return Map.of(Mark.ATTRIBUTE, Mark.of(maps).text());
    }

    private FleetNode node(int number, Map<String, String> labels, DeploymentState state) {
        return FleetNode.builder("node" + number, Endpoint.address("10.0.0." + number))
                .labels(labels)
                .isLocal(number == 0)
                .listenPort(1_000)
                .deployments(List.of(NodeDeployment.builder("maps", KEYS.publicKey(), maps.sequence())
                        .state(state)
                        .percent(state == DeploymentState.COMPLETE ? 100 : 10)
                        .build()))
                .build();
    }

    private List<FleetNode> nodes(Map<String, String> labels) {
        return List.of(
                node(0, labels, DeploymentState.FETCHING),
                node(1, BASEL, DeploymentState.COMPLETE),
                node(2, Map.of("site", "zug"), DeploymentState.COMPLETE));
    }

    private List<Object> dialled() {
        return session.calls("connectPeer").stream()
                .map(call -> call.arguments().get(0))
                .toList();
    }

    private static Endpoint peer(int number) {
        return Endpoint.parse("10.0.0." + number + ":1000");
    }

    @Test
    void whatIsAddedAtASiteFindsNobodyElse() {
        session.onAdd(
                request -> session.put(StatusBuilder.status(1).build()).find(1).orElseThrow());
        reconciler(BASEL).step(Optional.of(session), nodes(BASEL));
        assertThat(session.requests().get(0).flags()).containsAll(CHOSEN_ONLY);
        assertThat(dialled()).containsExactly(peer(1));
        reconciler(Map.of()).step(Optional.of(session), nodes(Map.of()));
        assertThat(session.requests().get(1).flags()).doesNotContainAnyElementsOf(CHOSEN_ONLY);
    }

    @Test
    void whoeverWaitsIsToldThatATorrentIsComplete() {
        AtomicInteger told = new AtomicInteger();
        Reconciler reconciler = new Reconciler(statements, BASEL, clock::get, Optional.empty(), told::incrementAndGet);
        put(100, Set.of(), marked());
        reconciler.step(Optional.of(session), nodes(BASEL));
        reconciler.step(Optional.of(session), nodes(BASEL));
        assertThat(told).hasValue(0);

        session.put(session.find(1).flatMap(Torrent::status).orElseThrow().toBuilder()
                .isFinished(true)
                .build());
        assertThat(told).hasValue(1);
    }

    @Test
    void whatWasAddedBeforeThatFindsNobodyElseEither() {
        put(100, Set.of(TorrentFlag.AUTO_MANAGED), marked());
        reconciler(BASEL).step(Optional.of(session), nodes(BASEL));
        assertThat(session.calls("setFlags"))
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).containsExactly(CHOSEN_ONLY, CHOSEN_ONLY));
        put(100, CHOSEN_ONLY, marked());
        reconciler(BASEL).step(Optional.of(session), nodes(BASEL));
        put(100, Set.of(), Map.of());
        reconciler(BASEL).step(Optional.of(session), nodes(BASEL));
        put(100, Set.of(), marked());
        reconciler(Map.of()).step(Optional.of(session), nodes(Map.of()));
        assertThat(session.calls("setFlags"))
                .as("once more: set, of others, without a site")
                .hasSize(1);
    }

    @Test
    void otherSitesAreDialledOnceThereIsNoProgressForAWhile() {
        put(100, CHOSEN_ONLY, marked());
        Reconciler reconciler = reconciler(BASEL);
        for (int second = 0; second < 30; second++) {
            put(100 + second / 15, CHOSEN_ONLY, marked());
            reconciler.step(Optional.of(session), nodes(BASEL));
            clock.addAndGet(SECOND);
        }
        assertThat(dialled()).as("each five seconds").hasSize(6).containsOnly(peer(1));
        for (int second = 0; second < 5; second++) {
            reconciler.step(Optional.of(session), nodes(BASEL));
            clock.addAndGet(SECOND);
        }
        assertThat(dialled().subList(6, 8)).containsExactly(peer(1), peer(2));
    }

    @Test
    void whoeverMayNotBeDialledKeepsItFromNobodyElse() {
        List<Object> reached = new ArrayList<>();
        session.answer("connectPeer", (status, arguments) -> {
            if (arguments[0].equals(peer(1))) {
                throw TorrentException.invalid("peer 10.0.0.1:1000 is not in the local network");
            }
            reached.add(arguments[0]);
            return null;
        });
        session.onAdd(
                request -> session.put(StatusBuilder.status(1).build()).find(1).orElseThrow());
        reconciler(Map.of()).step(Optional.of(session), nodes(Map.of()));
        assertThat(session.requests().get(0).peers()).isEmpty();
        put(100, Set.of(), marked());
        List<NodeDeployment> reports = reconciler(Map.of()).step(Optional.of(session), nodes(Map.of()));
        assertThat(reached).contains(peer(2));
        assertThat(reports).extracting(NodeDeployment::state).containsExactly(DeploymentState.FETCHING);
    }

    @Test
    void oneThatCannotBeRemovedStopsNothingElse() {
        put(1_000, Set.of(), marked());
        statements.state(KEYS, "maps", Optional.empty());
        Statement tiles = statements.deploy(
                KEYS,
                DeployTorrent.builder("tiles", InfoHashes.of(new InfoHash("cd".repeat(20))))
                        .build());
        session.answer("remove", (status, arguments) -> {
            throw TorrentException.invalid("a link leads elsewhere");
        });
        session.onAdd(
                request -> session.put(StatusBuilder.status(2).build()).find(2).orElseThrow());
        List<NodeDeployment> reports = reconciler(BASEL).step(Optional.of(session), nodes(BASEL));
        assertThat(session.requests()).hasSize(1);
        assertThat(reports)
                .extracting(NodeDeployment::name)
                .containsExactly(tiles.id().name());
    }

    @Test
    void whatIsCheckedIsNoProgress() {
        TorrentStatus status = StatusBuilder.status(1).build().toBuilder()
                .progress(0.9)
                .state(TorrentState.CHECKING)
                .isSeeding(false)
                .build();
        assertThat(Held.of(status).permille()).isZero();
        assertThat(Held.of(status.toBuilder().state(TorrentState.DOWNLOADING).build())
                        .permille())
                .isEqualTo(900);
    }

    @Test
    void twoWithTheSameNumberHaveFoldersOfTheirOwn() throws Exception {
        Statements others = new Statements(
                folder.resolve("other"), new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(folder)))));
        Statement other = others.deploy(
                KEYS,
                DeployTorrent.builder("maps", InfoHashes.of(new InfoHash("cd".repeat(20))))
                        .build());
        assertThat(other.sequence()).isEqualTo(maps.sequence());
        assertThat(Place.of(other, List.of(folder))).isNotEqualTo(Place.of(maps, List.of(folder)));
    }

    @Test
    void whoeverHasItIsDialledAtOnceWhileThereWasNobody() {
        put(0, CHOSEN_ONLY, marked());
        Reconciler reconciler = reconciler(BASEL);
        reconciler.step(Optional.of(session), nodes(BASEL).subList(0, 1));
        clock.addAndGet(SECOND);
        reconciler.step(Optional.of(session), nodes(BASEL));
        assertThat(dialled()).containsExactly(peer(1));
    }
}
