package org.torrentxt.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.NodeControl;

class FakeFleetTest {
    private final FakeFleet fleet = new FakeFleet("node1");
    private final DhtKeyPair keys = DhtKeyPair.fromSeed("ab".repeat(32));

    private static DeployTorrent version(String digits) {
        return DeployTorrent.builder("maps", InfoHashes.of(new InfoHash(digits.repeat(20))))
                .build();
    }

    @Test
    void aNewVersionReplacesTheOldOneOfTheSameKey() {
        DhtKeyPair others = DhtKeyPair.generate();
        assertThat(fleet.deploy(version("ab"), keys).sequence()).isEqualTo(1);
        assertThat(fleet.deploy(version("cd"), keys).sequence()).isEqualTo(2);
        assertThat(fleet.deploy(version("ef"), others).sequence()).isEqualTo(1);

        assertThat(fleet.deployments())
                .extracting(Deployment::publicKey)
                .containsExactlyInAnyOrder(keys.publicKey(), others.publicKey());
        fleet.undeploy("maps", others);
        assertThat(fleet.deployments())
                .extracting(each -> each.content().infoHashes())
                .containsExactly(version("cd").infoHashes());
    }

    @Test
    void whatWasUndeployedIsNotKnownAndHasAHigherNumberLater() {
        fleet.deploy(version("ab"), keys);
        fleet.undeploy("maps", keys);
        assertThatThrownBy(() -> fleet.undeploy("maps", keys)).hasMessageStartingWith("no such deployment: 'maps'");
        assertThat(fleet.deploy(version("ab"), keys).sequence()).isEqualTo(3);
    }

    @Test
    void whatIsPausedStaysSoForNewVersions() {
        NodeControl paused =
                NodeControl.builder(Map.of("site", "basel")).isPaused(true).build();
        fleet.deploy(version("ab"), keys);
        assertThat(fleet.control("maps", paused, keys).sequence()).isEqualTo(2);
        assertThat(fleet.control("maps", paused, keys).sequence()).as("again").isEqualTo(2);
        Deployment next = fleet.deploy(version("cd"), keys);
        assertThat(next.content().controls()).containsExactly(paused);
        assertThat(fleet.rollback("maps", keys).orElseThrow().content())
                .isEqualTo(version("ab").toBuilder().controls(List.of(paused)).build());
        fleet.control("maps", NodeControl.builder(Map.of("site", "basel")).build(), keys);
        assertThat(fleet.deployments().get(0).content()).isEqualTo(version("ab"));
    }

    @Test
    void whatIsRefusedChangesNothing() {
        fleet.refuse("not trusted");
        assertThatThrownBy(() -> fleet.deploy(version("ab"), keys)).hasMessage("not trusted");
        assertThat(fleet.deployments()).isEmpty();
        assertThat(fleet.nodes()).isEmpty();
        assertThat(fleet.node()).isEqualTo("node1");
    }

    @Test
    void whatIsForTheFirstNodesIsContinuedOrRolledBack() {
        fleet.deploy(version("ab"), keys);
        Deployment staged = fleet.deploy(version("cd").toBuilder().first(1).build(), keys);
        assertThat(staged.content().before()).contains(version("ab"));
        assertThat(fleet.continueDeployment("maps", keys).content().first()).isZero();
        assertThatThrownBy(() -> fleet.continueDeployment("maps", keys)).hasMessageContaining("all its nodes already");
        assertThat(fleet.rollback("maps", keys)).map(Deployment::content).contains(version("ab"));
        assertThatThrownBy(() -> fleet.rollback("maps", keys)).hasMessageContaining("no version before");

        fleet.undeploy("maps", keys);
        fleet.deploy(version("cd").toBuilder().first(1).build(), keys);
        assertThat(fleet.rollback("maps", keys)).isEmpty();
        assertThat(fleet.deployments()).isEmpty();
    }

    @Test
    void torrentsAreThoseOfANodeThatIsThere() {
        FleetTorrent torrent = FleetTorrent.builder(1).name("maps").build();
        fleet.setTorrents("node2", torrent);
        assertThat(fleet.torrents("node2")).isEmpty();
        fleet.setNodes(FleetNode.builder("node2", Endpoint.address("192.0.2.2")).build());
        assertThat(fleet.torrents("node2")).containsExactly(torrent);
        assertThat(fleet.torrents("node1")).isEmpty();
    }
}
