package org.torrentxt.fleet.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.fleet.install.FakeFeatures;
import org.torrentxt.fleet.install.Installer;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.fleet.statement.TrustedKey;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** A stage without a feature uninstalls it where it is the turn of a node. */
@Timeout(120)
class ReconcilerInstallTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final InfoHashes HASHES = InfoHashes.of(new InfoHash("ab".repeat(20)));
    private static final Map<String, String> BASEL = Map.of("site", "basel");
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final FakeSession session = new FakeSession("default");
    private final FakeFeatures features = new FakeFeatures();
    private Statements statements;
    private Installer installer;
    private Reconciler reconciler;

    @BeforeEach
    void install() throws Exception {
        statements = new Statements(
                folder.resolve("state"), new Judge("test", List.of(new TrustedKey(KEYS.publicKey(), List.of(folder)))));
        installer = new Installer(
                folder.resolve("installed"),
                () -> Optional.of(features),
                Optional::empty,
                Set.of(KEYS.publicKey()),
                clock::get);
        reconciler = new Reconciler(statements, BASEL, clock::get, Optional.of(installer), () -> {});
        Path content = Files.createDirectories(folder.resolve("acme"));
        Files.writeString(content.resolve("acme.jar"), "1.0");
        Files.writeString(
                content.resolve("features.xml"),
                "<features name='acme'><feature name='acme' version='1.0'><bundle>acme.jar</bundle></feature>"
                        + "</features>");
        put(statements.deploy(
                KEYS,
                DeployTorrent.builder("acme", HASHES)
                        .install(Optional.of(InstallFeature.builder("acme").build()))
                        .build()));
        Wait.until("installed", () -> isAfterStep(true));
    }

    @AfterEach
    void close() {
        installer.close();
    }

    private void put(Statement version) {
        session.put(StatusBuilder.status(1).build().toBuilder()
                .infoHashes(HASHES)
                .savePath(folder)
                .name("acme")
                .attributes(Map.of(Mark.ATTRIBUTE, Mark.of(version).text()))
                .isSeeding(true)
                .error("")
                .build());
    }

    private FleetNode node(int number) {
        long sequence = statements.all().get(0).sequence();
        return FleetNode.builder("node" + number, Endpoint.address("10.0.0." + number))
                .labels(BASEL)
                .isLocal(number == 1)
                .listenPort(1_000)
                .deployments(List.of(NodeDeployment.builder("acme", KEYS.publicKey(), sequence)
                        .state(DeploymentState.COMPLETE)
                        .percent(100)
                        .build()))
                .build();
    }

    private boolean isAfterStep(boolean isInstalled) {
        clock.addAndGet(SECOND);
        reconciler.step(Optional.of(session), List.of(node(0), node(1)));
        return features.installed().equals(isInstalled ? List.of("acme/1.0") : List.of());
    }

    private void requireInstalled() throws Exception {
        for (int second = 0; second < 20; second++) {
            assertThat(isAfterStep(true)).isTrue();
            Thread.sleep(10); // the installer has a thread of its own
        }
    }

    @Test
    void aNodeThatWaitsForItsTurnKeepsItsFeature() throws Exception {
        statements.deploy(KEYS, DeployTorrent.builder("acme", HASHES).first(1).build());
        requireInstalled();
        statements.deploy(KEYS, DeployTorrent.builder("acme", HASHES).build());
        Wait.until("uninstalled", () -> isAfterStep(false));
    }

    @Test
    void oneWhoseTurnItWasUninstallsIt() throws Exception {
        put(statements.deploy(
                KEYS, DeployTorrent.builder("acme", HASHES).first(1).build()));
        Wait.until("uninstalled", () -> isAfterStep(false));
    }

    @Test
    void aStageForOtherNodesUninstallsNothing() throws Exception {
        Map<String, String> zug = Map.of("site", "zug");
        statements.deploy(
                KEYS, DeployTorrent.builder("acme", HASHES).labels(zug).first(1).build());
        requireInstalled();
        statements.deploy(
                KEYS, DeployTorrent.builder("acme", HASHES).labels(zug).build());
        Wait.until("uninstalled", () -> isAfterStep(false));
    }
}
