package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** To how many others a node uploads a deployment. */
class UploadsTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final InfoHashes HASHES = InfoHashes.of(new InfoHash("ab".repeat(20)));
    private static final Map<String, String> BASEL = Map.of("site", "basel");
    private static final Map<String, String> ZUG = Map.of("site", "zug");

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final FakeSession session = new FakeSession("default");
    private int uploads = AddTorrent.UNLIMITED;
    private Statements statements;
    private Statement maps;
    private Reconciler reconciler;

    @BeforeEach
    void state() {
        statements = new Statements(
                folder.resolve("state"), new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(folder)))));
        maps = statements.deploy(KEYS, DeployTorrent.builder("maps", HASHES).build());
        session.answer("maxUploads", (status, arguments) -> uploads);
        session.answer("setMaxUploads", (status, arguments) -> {
            uploads = (int) arguments[0];
            return null;
        });
        session.onAdd(request -> {
            uploads = request.maxUploads();
            put(false);
            return session.find(1).orElseThrow();
        });
        restart(BASEL);
    }

    private void restart(Map<String, String> labels) {
        reconciler = new Reconciler(statements, labels, clock::get);
    }

    private void put(boolean isComplete) {
        session.put(StatusBuilder.status(1).build().toBuilder()
                .infoHashes(HASHES)
                .attributes(Map.of(Mark.ATTRIBUTE, Mark.of(maps).text()))
                .isFinished(isComplete)
                .isSeeding(isComplete)
                .progress(isComplete ? 1 : 0.5)
                .error("")
                .build());
    }

    private void step(FleetNode... others) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
        reconciler.step(
                Optional.of(session),
                Stream.concat(Stream.of(node(0, BASEL, DeploymentState.FETCHING)), Stream.of(others))
                        .toList());
    }

    private FleetNode node(int number, Map<String, String> labels, DeploymentState state) {
        return FleetNode.builder("node" + number, Endpoint.address("10.0.0." + (number + 1)))
                .labels(labels)
                .isLocal(number == 0)
                .listenPort(1_000)
                .deployments(List.of(NodeDeployment.builder("maps", KEYS.publicKey(), maps.sequence())
                        .state(state)
                        .percent(state == DeploymentState.COMPLETE ? 100 : 10)
                        .build()))
                .build();
    }

    @Test
    void whatOneSiteFetchesIsUploadedToOneAtATimeUntilItIsComplete() {
        FleetNode origin = node(1, ZUG, DeploymentState.COMPLETE);
        step(origin, node(2, BASEL, DeploymentState.FETCHING));
        assertThat(uploads).isOne();
        step(origin, node(2, BASEL, DeploymentState.FETCHING));
        assertThat(uploads).isOne();

        put(true);
        step(origin, node(2, BASEL, DeploymentState.FETCHING));
        assertThat(uploads).isEqualTo(AddTorrent.UNLIMITED);
    }

    @Test
    void whatOthersFetchTooIsUploadedToAll() {
        FleetNode origin = node(1, Map.of("site", "origin"), DeploymentState.COMPLETE);
        step(origin, node(2, ZUG, DeploymentState.FETCHING));
        assertThat(uploads).isEqualTo(AddTorrent.UNLIMITED);
        step(origin, node(2, ZUG, DeploymentState.COMPLETE));
        assertThat(uploads).as("as zug has it").isOne();
        step(origin, node(2, ZUG, DeploymentState.COMPLETE), node(3, Map.of(), DeploymentState.FETCHING));
        assertThat(uploads).as("as one without a site has come").isEqualTo(AddTorrent.UNLIMITED);
    }

    @Test
    void whoeverHasNotReportedItYetMayFetchIt() {
        FleetNode silent = FleetNode.builder("silent", Endpoint.address("10.0.0.9"))
                .labels(ZUG)
                .build();
        reconciler.step(Optional.of(session), List.of(node(0, BASEL, DeploymentState.FETCHING), silent));
        assertThat(uploads).isEqualTo(AddTorrent.UNLIMITED);
    }

    @Test
    void aNodeWithoutASiteUploadsToAll() {
        restart(Map.of());
        step(node(1, Map.of(), DeploymentState.COMPLETE));
        assertThat(uploads).isEqualTo(AddTorrent.UNLIMITED);
    }

    @Test
    void theLimitOfSomebodyElseStays() {
        FleetNode origin = node(1, ZUG, DeploymentState.COMPLETE);
        put(false);
        uploads = 5;
        step(origin);
        assertThat(uploads).isEqualTo(5);
        put(true);
        step(origin);
        assertThat(uploads).isEqualTo(5);
    }

    @Test
    void aLimitFromBeforeARestartIsLifted() {
        FleetNode origin = node(1, ZUG, DeploymentState.COMPLETE);
        step(origin);
        restart(BASEL);
        step(origin);
        assertThat(uploads).isOne();

        put(true);
        restart(BASEL);
        step(origin);
        assertThat(uploads).isEqualTo(AddTorrent.UNLIMITED);
    }
}
