package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTopics;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.cluster.Cluster;
import org.torrentxt.fleet.cluster.Wait;
import org.torrentxt.fleet.install.FakeFeatures;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** Three nodes with sessions of the engine: what one of them deploys, the others fetch from it and from each other. */
class FleetTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));
    private static final List<String> SITES = List.of("zug", "basel", "basel");
    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    private final List<EngineSession> sessions = new ArrayList<>();
    private final List<FleetComponent> fleets = new ArrayList<>();
    private final List<FakeFeatures> features =
            Stream.generate(FakeFeatures::new).limit(SITES.size()).toList();
    private Cluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new Cluster(SITES.size());
        for (int i = 0; i < SITES.size(); i++) {
            Files.createDirectories(served(i));
            sessions.add(session(i));
            fleets.add(fleet(i));
        }
    }

    @AfterEach
    void stop() {
        fleets.forEach(FleetComponent::stop);
        sessions.forEach(EngineSession::close);
    }

    private Path served(int node) {
        return folder.resolve("node" + node).resolve("served");
    }

    private EngineSession session(int node) {
        return EngineSession.start(
                new EngineOptions(
                        "node" + node,
                        NetworkMode.LOCAL,
                        false,
                        folder.resolve("node" + node),
                        Map.of("listen_interfaces", "127.0.0.1:0", "enable_dht", false)),
                Set.of(),
                alert -> {});
    }

    private FleetComponent fleet(int node) {
        String members = String.join(
                ",",
                IntStream.range(0, SITES.size())
                        .mapToObj(each -> "127.0.0.1:" + cluster.port(each))
                        .toList());
        FleetComponent fleet = new FleetComponent(
                Map.of(
                        "name", "node" + node,
                        "port", String.valueOf(cluster.port(node)),
                        "members", members,
                        "session", "node" + node,
                        "labels", "site=" + SITES.get(node),
                        "trust", KEYS.publicKey() + ":" + served(node),
                        "install.keys", KEYS.publicKey().hex()),
                folder.resolve("node" + node).resolve("fleet"),
                () -> Optional.of(features.get(node)));
        fleet.addSession(sessions.get(node));
        fleet.start();
        return fleet;
    }

    // The topics that a node posts for itself about what it fetches, and those of statements.
    private static List<String> received(FleetComponent fleet) {
        List<String> received = new CopyOnWriteArrayList<>();
        fleet.setEventAdmin(new EventAdmin() {
            @Override
            public void postEvent(Event event) {
                throw new AssertionError("posted, which has no limit");
            }

            @Override
            public void sendEvent(Event event) {
                if (!Boolean.FALSE.equals(event.getProperty(FleetTopics.IS_LOCAL))) {
                    Object state = event.getProperty(FleetTopics.STATE);
                    received.add(event.getTopic().substring(FleetTopics.PREFIX.length())
                            + (state == null ? "" : " " + state));
                }
            }
        });
        return received;
    }

    private static boolean isSeeding(FleetTorrent torrent, int id, InfoHashes infoHashes) {
        return torrent.infoHashes().equals(infoHashes)
                && torrent.id() == id
                && torrent.name().equals("maps.bin")
                && torrent.totalSize() == SIZE
                && torrent.percent() == 100
                && torrent.state() == TorrentState.SEEDING;
    }

    private static Optional<Integer> numTorrents(FleetComponent fleet, String node) {
        return fleet.nodes().stream()
                .filter(each -> each.name().equals(node))
                .map(FleetNode::numTorrents)
                .findFirst();
    }

    private InfoHashes seeded(int node, int content) throws Exception {
        byte[] bytes = new byte[SIZE];
        new Random(content).nextBytes(bytes);
        Path file = folder.resolve("node" + node).resolve("maps.bin");
        Files.write(file, bytes);
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(file).build())
                .join()
                .content();
        Torrent torrent =
                sessions.get(node).add(AddTorrent.torrentBytes(created).build()).torrent();
        Wait.until("seeding", () -> torrent.status().orElseThrow().isSeeding());
        return torrent.infoHashes();
    }

    private Path fetched(int node, long sequence) {
        String version = KEYS.publicKey().hex().substring(0, 16) + "-" + sequence + "-";
        return Optional.ofNullable(
                        served(node).resolve("maps").toFile().listFiles((folder, name) -> name.startsWith(version)))
                .flatMap(found -> Stream.of(found).findFirst())
                .map(File::toPath)
                .orElse(served(node))
                .resolve("maps.bin");
    }

    private void awaitComplete(long sequence, int... nodes) throws Exception {
        byte[] expected = Files.readAllBytes(folder.resolve("node0").resolve("maps.bin"));
        for (int node : nodes) {
            Wait.until(
                    "version " + sequence + " at node " + node,
                    () -> Files.exists(fetched(node, sequence))
                            && sessions.get(node).statuses().stream()
                                    .anyMatch(each -> each.isSeeding()
                                            && each.savePath()
                                                    .equals(fetched(node, sequence)
                                                            .getParent())));
            assertThat(fetched(node, sequence)).hasBinaryContent(expected);
        }
    }

    private void awaitNodes(int count) throws Exception {
        Wait.until(
                "nodes",
                () -> fleets.stream()
                        .allMatch(fleet -> fleet.nodes().size() == count
                                && fleet.nodes().stream().allMatch(node -> node.listenPort() > 0)));
    }

    private static Optional<DeploymentState> state(FleetComponent seenBy, String node) {
        return seenBy.nodes().stream()
                .filter(each -> each.name().equals(node))
                .flatMap(each -> each.deployments().stream())
                .map(each -> each.state())
                .findFirst();
    }

    @Test
    void whatIsDeployedIsFetchedReplacedAndRemoved() throws Exception {
        List<String> received = received(fleets.get(1));
        awaitNodes(3);
        assertThat(fleets.get(2).nodes()).extracting(FleetNode::name).containsExactly("node0", "node1", "node2");
        InfoHashes first = seeded(0, 1);
        DeployTorrent maps = DeployTorrent.builder("maps", first)
                .labels(Map.of("site", "basel"))
                .build();
        assertThat(fleets.get(0).deploy(maps, KEYS).sequence()).isEqualTo(1);
        awaitComplete(1, 1, 2);
        for (FleetComponent fleet : fleets) {
            Wait.until(
                    "reported",
                    () -> IntStream.range(0, SITES.size())
                            .allMatch(
                                    node -> state(fleet, "node" + node).equals(Optional.of(DeploymentState.COMPLETE))));
        }
        for (FleetComponent fleet : fleets) {
            for (int node = 0; node < SITES.size(); node++) {
                TorrentStatus status = sessions.get(node).statuses().get(0);
                String name = "node" + node;
                Wait.until("torrents of " + name, () -> {
                    List<FleetTorrent> torrents = fleet.torrents(name);
                    return torrents.size() == 1
                            && isSeeding(torrents.get(0), status.id(), first)
                            && numTorrents(fleet, name).equals(Optional.of(1));
                });
            }
            assertThat(fleet.torrents("node9")).isEmpty();
        }
        assertThat(sessions.get(0).torrentCount())
                .as("what was seeded, and nothing else")
                .isEqualTo(1);

        // stated by another node; the first one seeds the new version beside the old one
        sessions.get(0)
                .find(first.best().orElseThrow())
                .orElseThrow()
                .remove(false)
                .toCompletableFuture()
                .join();
        InfoHashes second = seeded(0, 2);
        assertThat(fleets.get(1)
                        .deploy(DeployTorrent.builder("maps", second).build(), KEYS)
                        .sequence())
                .isEqualTo(2);
        awaitComplete(2, 1, 2);
        for (int node = 1; node <= 2; node++) {
            Path old = fetched(node, 1);
            Wait.until("the old version is removed", () -> !Files.exists(old));
            assertThat(sessions.get(node).torrentCount()).isEqualTo(1);
        }

        fleets.get(2).undeploy("maps", KEYS);
        for (int node = 1; node <= 2; node++) {
            Path removed = fetched(node, 2);
            Wait.until("undeployed", () -> !Files.exists(removed));
        }
        Wait.until(
                "everywhere",
                () -> fleets.stream().allMatch(fleet -> fleet.deployments().isEmpty()));
        Wait.until("events", () -> received.contains("undeployed"));
        assertThat(received)
                .containsSubsequence("nodeJoined", "deployed", "stateChanged complete")
                .containsSubsequence(
                        "deployed", "stateChanged complete", "deployed", "stateChanged complete", "undeployed");
        assertThat(sessions.get(0).torrentCount()).as("what others have added").isEqualTo(1);
    }

    private InfoHashes reseeded(InfoHashes former, int content) throws Exception {
        sessions.get(0)
                .find(former.best().orElseThrow())
                .orElseThrow()
                .remove(false)
                .toCompletableFuture()
                .join();
        return seeded(0, content);
    }

    @Test
    void aStageIsContinuedWithoutFetchingAgainAndAnotherRolledBack() throws Exception {
        awaitNodes(3);
        InfoHashes first = seeded(0, 1);
        fleets.get(0).deploy(DeployTorrent.builder("maps", first).first(1).build(), KEYS);
        awaitComplete(1, 1);
        Wait.until("the other waits", () -> state(fleets.get(0), "node2").equals(Optional.of(DeploymentState.WAITING)));
        assertThat(sessions.get(2).torrentCount()).isZero();
        int torrent = sessions.get(1).statuses().get(0).id();

        assertThat(fleets.get(2).continueDeployment("maps", KEYS).sequence()).isEqualTo(2);
        awaitComplete(2, 2);
        assertThat(sessions.get(1).statuses()).extracting(each -> each.id()).containsExactly(torrent);

        InfoHashes second = reseeded(first, 2);
        fleets.get(0).deploy(DeployTorrent.builder("maps", second).first(1).build(), KEYS);
        awaitComplete(3, 1);
        assertThat(fetched(1, 1)).as("to return to").exists();
        assertThat(fleets.get(1).rollback("maps", KEYS).orElseThrow().content().infoHashes())
                .isEqualTo(first);
        Wait.until("rolled back", () -> !Files.exists(fetched(1, 3)));
        assertThat(sessions.get(1).statuses()).extracting(each -> each.id()).containsExactly(torrent);
        assertThat(sessions.get(2).torrentCount()).isEqualTo(1);
        assertThat(fetched(2, 2)).exists();
    }

    private void awaitReason(String reason, int... nodes) throws Exception {
        for (int node : nodes) {
            Wait.until(
                    "'" + reason + "' at node " + node,
                    () -> fleets.get(0).nodes().stream()
                            .filter(each -> each.name().equals("node" + node))
                            .flatMap(each -> each.deployments().stream())
                            .anyMatch(each -> each.reason().equals(reason)));
        }
    }

    @Test
    void aDeploymentIsPausedAndLimitedWhereItsKeySaysSo() throws Exception {
        awaitNodes(3);
        InfoHashes maps = seeded(0, 1);
        NodeControl.Builder basel = NodeControl.builder(Map.of("site", "basel"));
        fleets.get(0)
                .deploy(
                        DeployTorrent.builder("maps", maps)
                                .controls(List.of(basel.isPaused(true).build()))
                                .build(),
                        KEYS);
        awaitReason("paused by fleet:pause", 1, 2);
        assertThat(sessions.get(1).torrentCount()).isZero();
        assertThatThrownBy(() -> fleets.get(1)
                        .control("maps", basel.isPaused(false).build(), DhtKeyPair.fromSeed("cd".repeat(32))))
                .hasMessageStartingWith("no such deployment: 'maps' of key ");

        assertThat(fleets.get(1)
                        .control(
                                "maps",
                                basel.isPaused(false).uploadLimit(7_000_000).build(),
                                KEYS)
                        .sequence())
                .isEqualTo(2);
        awaitComplete(2, 1, 2);
        Torrent fetched = sessions.get(2).find(maps.best().orElseThrow()).orElseThrow();
        Wait.until("limited", () -> fetched.uploadLimit() == 7_000_000);

        fleets.get(0).control("maps", basel.isPaused(true).uploadLimit(0).build(), KEYS);
        Wait.until("paused", () -> fetched.status().orElseThrow().isPaused());
        Wait.until("without a limit", () -> fetched.uploadLimit() == 0);
        Torrent seeded = sessions.get(0).find(maps.best().orElseThrow()).orElseThrow();
        assertThat(seeded.status().orElseThrow().isPaused())
                .as("added by others")
                .isFalse();
    }

    private InfoHashes seededFeature(String version) throws Exception {
        Path content = Files.createDirectories(folder.resolve("node0").resolve("acme-" + version));
        Files.writeString(content.resolve("acme.jar"), version);
        Files.writeString(
                content.resolve("features.xml"),
                "<features name='acme' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'><feature name='acme'"
                        + " version='" + version + "'><bundle>acme.jar</bundle></feature></features>");
        byte[] created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(content).build())
                .join()
                .content();
        Torrent torrent =
                sessions.get(0).add(AddTorrent.torrentBytes(created).build()).torrent();
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
                state + " at node " + node + ": " + features.get(node).installed(),
                () -> fleets.get(0).nodes().stream()
                                .filter(each -> each.name().equals("node" + node))
                                .flatMap(each -> each.deployments().stream())
                                .anyMatch(each -> each.install() == state)
                        && features.get(node).installed().equals(List.of(installed)));
    }

    @Test
    void aFeatureIsUpgradedInWavesAndAStageThatFailsIsRolledBack() throws Exception {
        awaitNodes(3);
        fleets.get(0).deploy(acme(seededFeature("1.0")).build(), KEYS);
        awaitInstall(1, InstallState.INSTALLED, "acme/1.0");
        awaitInstall(2, InstallState.INSTALLED, "acme/1.0");
        assertThat(features.get(0).installed()).as("where it was created").isEmpty();

        InfoHashes second = seededFeature("2.0");
        fleets.get(0).deploy(acme(second).first(1).build(), KEYS);
        awaitInstall(1, InstallState.INSTALLED, "acme/2.0");
        awaitInstall(2, InstallState.WAITING, "acme/1.0");
        fleets.get(0).continueDeployment("acme", KEYS);
        awaitInstall(2, InstallState.INSTALLED, "acme/2.0");
        Wait.until("only what is installed is left", () -> sessions.get(2).torrentCount() == 1);

        assertThat(features.get(1).calls()).containsExactly("install acme/1.0", "install acme/2.0");
        features.get(1).fail("acme/3.0");
        fleets.get(0).deploy(acme(seededFeature("3.0")).first(1).build(), KEYS);
        awaitInstall(1, InstallState.FAILED, "acme/3.0"); // installed, and not started
        awaitInstall(2, InstallState.WAITING, "acme/2.0");
        fleets.get(0).rollback("acme", KEYS);
        awaitInstall(1, InstallState.INSTALLED, "acme/2.0");
        awaitInstall(2, InstallState.INSTALLED, "acme/2.0");
        Wait.until("what has failed is removed", () -> sessions.get(1).torrentCount() == 1);

        fleets.get(0).undeploy("acme", KEYS);
        Wait.until(
                "uninstalled",
                () -> features.stream()
                        .allMatch(each -> each.installed().isEmpty()
                                && each.repositories().isEmpty()));
        Wait.until(
                "removed",
                () -> sessions.get(1).torrentCount() == 0 && sessions.get(2).torrentCount() == 0);
        assertThat(features.get(1).calls()).endsWith("install acme/3.0", "install acme/2.0", "uninstall acme/2.0");
    }

    @Test
    void filesThatWereChangedWhileANodeWasSwitchedOffAreFetchedAgain() throws Exception {
        awaitNodes(3);
        InfoHashes maps = seeded(0, 1);
        fleets.get(0).deploy(DeployTorrent.builder("maps", maps).build(), KEYS);
        awaitComplete(1, 1, 2);
        Torrent torrent = sessions.get(1).find(maps.best().orElseThrow()).orElseThrow();
        Wait.until("noted", () -> torrent.attributes().containsKey("org.torrentxt.fleet.files"));
        fleets.remove(1).stop();
        byte[] right = Files.readAllBytes(fetched(1, 1));
        byte[] wrong = right.clone();
        Arrays.fill(wrong, SIZE / 3, SIZE / 2, (byte) 0);
        Files.write(fetched(1, 1), wrong);
        Files.setLastModifiedTime(fetched(1, 1), FileTime.from(Instant.now().minusSeconds(7)));

        fleets.add(1, fleet(1));
        Wait.until("fetched again", () -> Arrays.equals(Files.readAllBytes(fetched(1, 1)), right));
        awaitComplete(1, 1);
    }

    @Test
    void oneThatIsStartedWhileTheFormerOneStopsWaitsForIt() throws Exception {
        awaitNodes(3);
        FleetComponent former = fleets.remove(2);
        Thread stopping = new Thread(() -> {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            former.stop();
        });
        stopping.start();
        fleets.add(fleet(2));
        stopping.join();
        awaitNodes(3);
    }

    @Test
    void aNodeWhoseMembershipHasEndedJoinsAgain() throws Exception {
        awaitNodes(3);
        Cluster.breakDown();
        InfoHashes maps = seeded(0, 1);
        fleets.get(0).deploy(DeployTorrent.builder("maps", maps).build(), KEYS);
        awaitComplete(1, 1, 2);
    }

    @Test
    void nodesThatWereSwitchedOffCatchUpAndTheWholeClusterRemembers() throws Exception {
        fleets.get(2).stop();
        fleets.remove(2);
        InfoHashes maps = seeded(0, 1);
        fleets.get(0).deploy(DeployTorrent.builder("maps", maps).build(), KEYS);
        awaitComplete(1, 1);
        fleets.forEach(FleetComponent::stop);
        fleets.clear();

        // the node that has stated it stays away
        fleets.add(fleet(1));
        assertThat(fleets.get(0).deployments()).hasSize(1);
        fleets.add(fleet(2));
        awaitComplete(1, 2);
    }
}
