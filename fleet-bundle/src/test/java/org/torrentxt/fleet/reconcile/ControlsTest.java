package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;
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
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** What is stated beside having a torrent is done once, on the nodes that it is for. */
class ControlsTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final InfoHashes HASHES = InfoHashes.of(new InfoHash("ab".repeat(20)));
    private static final Map<String, String> BASEL = Map.of("site", "basel");
    private static final Map<String, String> ALL = Map.of();

    @TempDir
    Path folder;

    private final FakeSession session = new FakeSession("default");
    private Statements statements;
    private Reconciler reconciler;
    private Statement maps;
    private int seen; // calls

    @BeforeEach
    void start() {
        statements = new Statements(
                folder.resolve("state"), new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(folder)))));
        reconciler = new Reconciler(statements, Map.of("site", "basel", "line", "thin"), System::nanoTime);
        maps = statements.deploy(KEYS, DeployTorrent.builder("maps", HASHES).build());
    }

    private void state(NodeControl control) {
        maps = statements.change(KEYS, "maps", current -> Stages.controlled(current, control));
    }

    private static NodeControl.Builder control(Map<String, String> labels) {
        return NodeControl.builder(labels);
    }

    /** A torrent that the fleet has added. */
    private void add(TorrentFlag... flags) {
        put(Map.of(Mark.ATTRIBUTE, Mark.of(maps).text()), flags);
    }

    private void put(Map<String, String> attributes, TorrentFlag... flags) {
        session.put(StatusBuilder.status(1).build().toBuilder()
                .infoHashes(HASHES)
                .attributes(attributes)
                .isSeeding(false)
                .error("")
                .flags(Set.of(flags))
                .build());
    }

    private void setFlags(TorrentFlag... flags) {
        session.put(session.statuses().get(0).toBuilder().flags(Set.of(flags)).build());
    }

    private List<NodeDeployment> step() {
        return reconciler.step(Optional.of(session), List.of());
    }

    /** What was done to torrents since the last call, beside notes. */
    private String done() {
        step();
        step();
        List<FakeSession.Call> calls = session.calls();
        String done = calls.subList(seen, calls.size()).stream()
                .filter(call -> !call.method().equals("changeAttributes"))
                .map(call -> call.method()
                        + (call.arguments().isEmpty()
                                ? ""
                                : " " + call.arguments().get(0)))
                .collect(Collectors.joining(", "));
        seen = calls.size();
        return done;
    }

    @Test
    void isPausedAndResumedOnce() {
        add();
        assertThat(done()).isEmpty();
        state(control(BASEL).isPaused(true).build());
        assertThat(done()).isEqualTo("pause");
        setFlags(TorrentFlag.PAUSED);
        assertThat(step())
                .singleElement()
                .satisfies(report -> assertThat(report.reason()).isEqualTo("paused by fleet:pause"));
        reconciler = new Reconciler(statements, BASEL, System::nanoTime);
        assertThat(done()).as("after a restart").isEmpty();
        state(control(BASEL).build());
        assertThat(done()).isEqualTo("resume");
        assertThat(step())
                .singleElement()
                .satisfies(report -> assertThat(report.reason()).isEmpty());
        assertThat(session.statuses().get(0).attributes()).containsOnlyKeys(Mark.ATTRIBUTE);
    }

    @Test
    void whoeverResumesItAtTheNodeIsHeard() {
        add();
        state(control(ALL).isPaused(true).build());
        assertThat(done()).isEqualTo("pause");
        setFlags(TorrentFlag.PAUSED);
        List<FleetNode> nodes = List.of(
                FleetNode.builder("node", Endpoint.address("127.0.0.1"))
                        .labels(BASEL)
                        .isLocal(true)
                        .build(),
                FleetNode.builder("theirs", Endpoint.address("127.0.0.2"))
                        .labels(BASEL)
                        .listenPort(1_000)
                        .deployments(List.of(NodeDeployment.builder("maps", KEYS.publicKey(), maps.sequence())
                                .state(DeploymentState.COMPLETE)
                                .percent(100)
                                .isForeign(true)
                                .build()))
                        .build());
        assertThat(reconciler.step(Optional.of(session), nodes))
                .extracting(NodeDeployment::reason)
                .containsExactly("paused by fleet:pause");
        assertThat(session.calls("connectPeer")).isEmpty();
        setFlags(TorrentFlag.AUTO_MANAGED, TorrentFlag.PAUSED); // resumed, in the queue
        assertThat(reconciler.step(Optional.of(session), nodes))
                .extracting(NodeDeployment::reason)
                .containsExactly("");
        assertThat(session.calls("connectPeer")).hasSize(1);
    }

    @Test
    void theTorrentOfAnotherDeploymentIsNotPausedByThisOne() {
        Statement tiles =
                statements.deploy(KEYS, DeployTorrent.builder("tiles", HASHES).build());
        put(Map.of(Mark.ATTRIBUTE, Mark.of(tiles).text()), TorrentFlag.PAUSED);
        state(control(ALL).isPaused(true).build());
        assertThat(done()).isEmpty();
        assertThat(step()).hasSize(2).extracting(NodeDeployment::reason).containsOnly("");
    }

    @Test
    void whatSomebodyElseHasPausedIsNotResumed() {
        add(TorrentFlag.PAUSED);
        state(control(ALL).isPaused(true).build());
        assertThat(done()).isEmpty();
        state(control(ALL).build());
        assertThat(done()).isEmpty();
    }

    @Test
    void whatWaitsInTheQueueIsPausedAndResumed() {
        add(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED);
        state(control(ALL).isPaused(true).build());
        assertThat(done()).isEqualTo("pause");
        state(control(ALL).build());
        assertThat(done()).isEqualTo("resume");
    }

    @Test
    void aNodeThatWasKilledBeforeItHasPausedDoesSo() {
        Map<String, String> attributes =
                new HashMap<>(Map.of(Mark.ATTRIBUTE, Mark.of(maps).text()));
        attributes.put(Controls.PAUSE, "begun");
        put(attributes);
        state(control(ALL).isPaused(true).build());
        assertThat(done()).isEqualTo("pause");
    }

    @Test
    void whatIsPausedIsNotAddedBefore() {
        state(control(BASEL).isPaused(true).build());
        assertThat(step())
                .singleElement()
                .satisfies(report -> assertThat(report.reason()).isEqualTo("paused by fleet:pause"));
        assertThat(session.requests()).isEmpty();
        session.onAdd(request -> {
            add();
            return session.find(1).orElseThrow();
        });
        state(control(BASEL).build());
        step();
        assertThat(session.requests()).hasSize(1);
    }

    @Test
    void whatIsPausedBeforeItsTurnWaits() {
        maps = statements.deploy(
                KEYS, DeployTorrent.builder("maps", HASHES).first(1).build());
        state(control(BASEL).isPaused(true).build());
        assertThat(step()).singleElement().satisfies(report -> {
            assertThat(report.state()).isEqualTo(DeploymentState.WAITING);
            assertThat(report.reason()).isEqualTo("paused by fleet:pause");
        });
    }

    @Test
    void theLowestLimitsCount() {
        add();
        state(control(ALL).downloadLimit(500).build());
        state(control(BASEL).downloadLimit(300).uploadLimit(70).build());
        state(control(Map.of("line", "thin")).downloadLimit(400).build());
        state(control(Map.of("site", "zug")).downloadLimit(1).isPaused(true).build());
        assertThat(done()).isEqualTo("setDownloadLimit 300, setUploadLimit 70");
        state(control(BASEL).build());
        assertThat(done()).isEqualTo("setDownloadLimit 400, setUploadLimit 0");
        state(control(ALL).build());
        assertThat(done()).as("still the lowest").isEmpty();
        state(control(Map.of("line", "thin")).build());
        assertThat(done()).isEqualTo("setDownloadLimit 0");
    }

    @Test
    void theLimitThatIsNotStatedIsThatOfTheNode() {
        add();
        state(control(ALL).downloadLimit(500).build());
        assertThat(done()).isEqualTo("setDownloadLimit 500");
        state(control(ALL).downloadLimit(600).build());
        assertThat(done()).isEqualTo("setDownloadLimit 600");
        state(control(ALL).uploadLimit(70).build());
        assertThat(done()).isEqualTo("setDownloadLimit 0, setUploadLimit 70");
        state(control(ALL).build());
        assertThat(done()).isEqualTo("setUploadLimit 0");
    }

    @Test
    void torrentsThatOthersHaveAddedAreTheirs() {
        put(Map.of());
        state(control(ALL).isPaused(true).downloadLimit(5).build());
        assertThat(done()).isEmpty();
        assertThat(step())
                .singleElement()
                .satisfies(report -> assertThat(report.reason()).isEmpty());
    }
}
