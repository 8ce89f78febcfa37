package org.torrentxt.fleet.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.testing.FakeFleet;

/** What the health of a node says. */
class FleetCheckTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));

    private final FakeFleet fleet = new FakeFleet("basel");

    private static FleetNode.Builder node(String name) {
        return FleetNode.builder(name, InetAddress.getLoopbackAddress())
                .isLocal(name.equals("basel"))
                .listenPort(6881);
    }

    private static NodeDeployment deployment(DeploymentState state, String reason) {
        return NodeDeployment.builder("maps", KEYS.publicKey(), 3)
                .state(state)
                .reason(reason)
                .build();
    }

    private List<HealthFinding> check(FleetNode... nodes) {
        fleet.setNodes(nodes);
        return new FleetCheck(fleet).check();
    }

    private static HealthFinding finding(Level level, String text) {
        return HealthFinding.builder(level, "fleet", text).build();
    }

    @Test
    void nodesThatSeeEachOtherAreHealthy() {
        FleetNode other = node("zug")
                .deployments(List.of(deployment(DeploymentState.FAILED, "its disk is full")))
                .build();
        FleetNode self = node("basel")
                .deployments(List.of(deployment(DeploymentState.FETCHING, "")))
                .build();
        assertThat(check(self, other))
                .containsExactly(finding(Level.OK, "basel in cluster torrentxt, with 2 nodes; deployments: 0"));
    }

    @Test
    void oneThatIsAloneMayNotBeMeantToBe() {
        for (FleetNode[] nodes : new FleetNode[][] {{}, {node("basel").build()}}) {
            assertThat(check(nodes))
                    .containsExactly(finding(
                            Level.WARN,
                            "basel in cluster torrentxt, sees no other node; check members and bind.address in"
                                    + " etc/org.torrentxt.fleet.cfg, the firewall, and the log (log:display)"));
        }
    }

    @Test
    void aFeatureThatIsNotInstalledIsAFailureOneThatIsUnhealthyIsThatOfOthers() {
        FleetNode self = node("basel")
                .deployments(List.of(
                        deployment(DeploymentState.COMPLETE, "no such feature").toBuilder()
                                .install(InstallState.FAILED)
                                .build(),
                        deployment(DeploymentState.COMPLETE, "disk: full").toBuilder()
                                .install(InstallState.UNHEALTHY)
                                .build()))
                .build();
        assertThat(check(self, node("zug").build()).subList(1, 2))
                .containsExactly(finding(Level.FAIL, "deployment maps, version 3: no such feature"));
        assertThat(check(self, node("zug").build())).hasSize(2);
    }

    @Test
    void whatFailsHereIsAFailure() {
        FleetNode self = node("basel")
                .listenPort(0)
                .deployments(List.of(deployment(DeploymentState.FAILED, "no space left on device")))
                .build();
        assertThat(check(self, node("zug").build()).subList(1, 3))
                .containsExactly(
                        finding(
                                Level.WARN,
                                "others cannot fetch from this node: its session does not listen at 127.0.0.1; set"
                                        + " network and listen.interfaces of the session, or bind.address in"
                                        + " etc/org.torrentxt.fleet.cfg"),
                        finding(Level.FAIL, "deployment maps, version 3: no space left on device"));
    }
}
