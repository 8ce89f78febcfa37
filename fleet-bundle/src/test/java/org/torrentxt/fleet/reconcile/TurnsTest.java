package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Stages;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;

/** Which nodes are the first ones. */
class TurnsTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(-7);
    private final Turns turns = new Turns(clock::get);
    private Statements statements;
    private Statement maps;

    @BeforeEach
    void state() {
        statements = new Statements(
                folder.resolve("state"), new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(folder)))));
        maps = statements.deploy(
                KEYS,
                DeployTorrent.builder("maps", InfoHashes.of(new InfoHash("ab".repeat(20))))
                        .first(2)
                        .build());
    }

    private FleetNode node(String name, long sequence, DeploymentState state, boolean isForeign) {
        return FleetNode.builder(name, InetAddress.getLoopbackAddress())
                .isLocal(name.equals("node3"))
                .deployments(List.of(NodeDeployment.builder("maps", KEYS.publicKey(), sequence)
                        .state(state)
                        .isForeign(isForeign)
                        .build()))
                .build();
    }

    private FleetNode node(String name, DeploymentState state) {
        return node(name, maps.sequence(), state, false);
    }

    private boolean isNow(FleetNode... nodes) {
        return turns.isNow(maps, List.of(nodes));
    }

    private boolean isSettled(FleetNode... nodes) {
        isNow(nodes);
        clock.addAndGet(Turns.SETTLING);
        return isNow(nodes);
    }

    @Test
    void theFirstByNameBeginAndThoseThatHaveBegunCountFirst() {
        FleetNode self = node("node3", DeploymentState.WAITING);
        assertThat(isSettled(self, node("node1", DeploymentState.WAITING), node("node4", DeploymentState.WAITING)))
                .isTrue();
        assertThat(isSettled(self, node("node1", DeploymentState.WAITING), node("node2", DeploymentState.WAITING)))
                .isFalse();
        assertThat(isSettled(self, node("node1", DeploymentState.WAITING), node("node4", DeploymentState.FAILED)))
                .isFalse();
        assertThat(isSettled(self, node("node4", DeploymentState.COMPLETE), node("node5", DeploymentState.FETCHING)))
                .isFalse();
    }

    @Test
    void theNextOneReplacesOneThatIsLostAfterAWhile() {
        FleetNode self = node("node3", DeploymentState.WAITING);
        FleetNode one = node("node1", DeploymentState.COMPLETE);
        FleetNode two = node("node2", DeploymentState.COMPLETE);
        assertThat(isSettled(self, one, two)).isFalse();
        assertThat(isNow(self, one)).isFalse();
        clock.addAndGet(Turns.SETTLING - 1);
        assertThat(isNow(self, one)).isFalse();
        assertThat(isNow(self, one, two)).as("it has returned").isFalse();
        clock.addAndGet(1);
        assertThat(isNow(self, one)).as("counted anew").isFalse();
        clock.addAndGet(Turns.SETTLING);
        assertThat(isNow(self, one)).isTrue();
    }

    @Test
    void whoHasItAnywayOrHasNotAcceptedItDoesNotCount() {
        assertThat(isSettled(
                        node("node3", DeploymentState.WAITING),
                        node("node0", maps.sequence(), DeploymentState.COMPLETE, true),
                        node("node1", maps.sequence() + 1, DeploymentState.WAITING, false),
                        FleetNode.builder("node2", InetAddress.getLoopbackAddress())
                                .build()))
                .isTrue();
    }

    private FleetNode installing(String name, DeploymentState state, InstallState install) {
        FleetNode node = node(name, state);
        return node.toBuilder()
                .deployments(List.of(
                        node.deployments().get(0).toBuilder().install(install).build()))
                .build();
    }

    @Test
    void whoHasKeptTheContentOfAFeatureHasNotBegunBeforeItIsInstalled() {
        maps = statements.deploy(
                KEYS,
                DeployTorrent.builder("maps", InfoHashes.of(new InfoHash("ab".repeat(20))))
                        .first(2)
                        .install(Optional.of(InstallFeature.builder("maps").build()))
                        .build());
        FleetNode self = installing("node3", DeploymentState.COMPLETE, InstallState.WAITING);
        FleetNode kept = installing("node4", DeploymentState.COMPLETE, InstallState.WAITING);
        assertThat(isSettled(self, kept, installing("node5", DeploymentState.COMPLETE, InstallState.WAITING)))
                .isTrue();
        FleetNode begun = installing("node5", DeploymentState.FETCHING, InstallState.PENDING);
        assertThat(isSettled(self, kept, begun)).isTrue();
        assertThat(isSettled(self, begun, installing("node6", DeploymentState.COMPLETE, InstallState.FAILED)))
                .isFalse();
        assertThat(isSettled(self, begun, installing("node2", DeploymentState.COMPLETE, InstallState.WAITING)))
                .isFalse();
    }

    private static FleetNode basel(FleetNode node) {
        return node.toBuilder().labels(Map.of("site", "basel")).build();
    }

    private void pauseBasel() {
        NodeControl pause =
                NodeControl.builder(Map.of("site", "basel")).isPaused(true).build();
        maps = statements.change(KEYS, "maps", current -> Stages.controlled(current, pause));
    }

    @Test
    void whoIsPausedBeforeItHasItKeepsNoOtherFromItsTurn() {
        pauseBasel();
        FleetNode self = node("node3", DeploymentState.WAITING);
        assertThat(isSettled(
                        self,
                        basel(node("node1", DeploymentState.WAITING)),
                        basel(node("node2", DeploymentState.FETCHING)),
                        basel(node("node4", DeploymentState.FAILED))))
                .isTrue();
        assertThat(isSettled(
                        self,
                        basel(node("node4", DeploymentState.COMPLETE)),
                        basel(node("node5", DeploymentState.COMPLETE))))
                .as("they have begun, and install it")
                .isFalse();
    }

    @Test
    void aNodeThatIsPausedTakesNoTurnBeforeItIsResumed() {
        pauseBasel();
        FleetNode self = basel(node("node3", DeploymentState.WAITING));
        assertThat(isSettled(self)).isFalse();
        assertThat(isSettled(basel(node("node3", DeploymentState.COMPLETE))))
                .as("it has kept the content")
                .isTrue();
        NodeControl resume = NodeControl.builder(Map.of("site", "basel")).build();
        maps = statements.change(KEYS, "maps", current -> Stages.controlled(current, resume));
        assertThat(isNow(self)).isFalse();
        assertThat(isSettled(self)).isTrue();
    }

    @Test
    void aNodeThatIsInNoClusterDoesNotBegin() {
        assertThat(isSettled()).isFalse();
        assertThat(isSettled(node("node4", DeploymentState.WAITING))).isFalse();
    }

    @Test
    void whatIsForAllBeginsAtOnce() {
        maps = statements.change(KEYS, "maps", Stages::continued);
        assertThat(maps.content().map(DeployTorrent::before)).contains(Optional.empty());
        assertThat(isNow()).isTrue();
    }
}
