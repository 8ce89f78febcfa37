package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/** Three nodes: a feature is installed with what is deployed, in stages. */
class FleetInstallTest {
    private ThreeNodes nodes;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        nodes = new ThreeNodes(folder);
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private InfoHashes seededFeature(String version) throws Exception {
        Path content = Files.createDirectories(nodes.folder(0).resolve("acme-" + version));
        Files.writeString(content.resolve("acme.jar"), version);
        Files.writeString(
                content.resolve("features.xml"),
                "<features name='acme' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'><feature name='acme'"
                        + " version='" + version + "'><bundle>acme.jar</bundle></feature></features>");
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(content).build())
                .join()
                .content();
        Torrent torrent = nodes.sessions()
                .get(0)
                .add(AddTorrent.torrentBytes(created).build())
                .torrent();
        Wait.until("seeding", () -> torrent.status().orElseThrow().isSeeding());
        return torrent.infoHashes();
    }

    private static DeployTorrent.Builder acme(InfoHashes content) {
        return DeployTorrent.builder("acme", content)
                .labels(Map.of("site", "basel"))
                .install(Optional.of(InstallFeature.builder("acme").build()));
    }

    private void awaitInstall(int node, InstallState state, String... installed) throws Exception {
        Wait.until(
                state + " at node " + node + ": " + nodes.features().get(node).installed(),
                () -> nodes.fleets().get(0).nodes().stream()
                                .filter(each -> each.name().equals("node" + node))
                                .flatMap(each -> each.deployments().stream())
                                .anyMatch(each -> each.install() == state)
                        && nodes.features().get(node).installed().equals(List.of(installed)));
    }

    @Test
    void aFeatureIsUpgradedInWavesAndAStageThatFailsIsRolledBack() throws Exception {
        nodes.awaitNodes(3);
        nodes.fleets().get(0).deploy(acme(seededFeature("1.0")).build(), ThreeNodes.KEYS);
        awaitInstall(1, InstallState.INSTALLED, "acme/1.0");
        awaitInstall(2, InstallState.INSTALLED, "acme/1.0");
        assertThat(nodes.features().get(0).installed())
                .as("where it was created")
                .isEmpty();

        InfoHashes second = seededFeature("2.0");
        nodes.fleets().get(0).deploy(acme(second).first(1).build(), ThreeNodes.KEYS);
        awaitInstall(1, InstallState.INSTALLED, "acme/2.0");
        awaitInstall(2, InstallState.WAITING, "acme/1.0");
        nodes.fleets().get(0).continueDeployment("acme", ThreeNodes.KEYS);
        awaitInstall(2, InstallState.INSTALLED, "acme/2.0");
        Wait.until(
                "only what is installed is left", () -> nodes.sessions().get(2).torrentCount() == 1);

        assertThat(nodes.features().get(1).calls()).containsExactly("install acme/1.0", "install acme/2.0");
        nodes.features().get(1).fail("acme/3.0");
        nodes.fleets().get(0).deploy(acme(seededFeature("3.0")).first(1).build(), ThreeNodes.KEYS);
        awaitInstall(1, InstallState.FAILED, "acme/3.0"); // installed, and not started
        awaitInstall(2, InstallState.WAITING, "acme/2.0");
        nodes.fleets().get(0).rollback("acme", ThreeNodes.KEYS);
        awaitInstall(1, InstallState.INSTALLED, "acme/2.0");
        awaitInstall(2, InstallState.INSTALLED, "acme/2.0");
        Wait.until("what has failed is removed", () -> nodes.sessions().get(1).torrentCount() == 1);

        nodes.fleets().get(0).undeploy("acme", ThreeNodes.KEYS);
        Wait.until(
                "uninstalled",
                () -> nodes.features().stream()
                        .allMatch(each -> each.installed().isEmpty()
                                && each.repositories().isEmpty()));
        Wait.until(
                "removed",
                () -> nodes.sessions().get(1).torrentCount() == 0
                        && nodes.sessions().get(2).torrentCount() == 0);
        assertThat(nodes.features().get(1).calls())
                .endsWith("install acme/3.0", "install acme/2.0", "uninstall acme/2.0");
    }
}
