package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTopics;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.cluster.Cluster;
import org.torrentxt.fleet.cluster.Wait;

/** What one of three nodes deploys, the others fetch from it and from each other. */
class FleetTest {
    private ThreeNodes nodes;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        nodes = new ThreeNodes(folder);
    }

    @AfterEach
    void stop() {
        nodes.close();
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
                && torrent.totalSize() == ThreeNodes.SIZE
                && torrent.percent() == 100
                && torrent.state() == TorrentState.SEEDING;
    }

    private static Optional<Integer> numTorrents(FleetComponent fleet, String node) {
        return fleet.nodes().stream()
                .filter(each -> each.name().equals(node))
                .map(FleetNode::numTorrents)
                .findFirst();
    }

    @Test
    void whatIsDeployedIsFetchedReplacedAndRemoved() throws Exception {
        List<String> received = received(nodes.fleets().get(1));
        nodes.awaitNodes(3);
        assertThat(nodes.fleets().get(2).nodes())
                .extracting(FleetNode::name)
                .containsExactly("node0", "node1", "node2");
        InfoHashes first = nodes.seeded(0, 1);
        DeployTorrent maps = DeployTorrent.builder("maps", first)
                .labels(Map.of("site", "basel"))
                .build();
        assertThat(nodes.fleets().get(0).deploy(maps, ThreeNodes.KEYS).sequence())
                .isEqualTo(1);
        nodes.awaitComplete(1, 1, 2);
        for (FleetComponent fleet : nodes.fleets()) {
            Wait.until(
                    "reported",
                    () -> IntStream.range(0, ThreeNodes.SITES.size())
                            .allMatch(node -> ThreeNodes.state(fleet, "node" + node)
                                    .equals(Optional.of(DeploymentState.COMPLETE))));
        }
        for (FleetComponent fleet : nodes.fleets()) {
            for (int node = 0; node < ThreeNodes.SITES.size(); node++) {
                TorrentStatus status = nodes.sessions().get(node).statuses().get(0);
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
        assertThat(nodes.sessions().get(0).torrentCount())
                .as("what was seeded, and nothing else")
                .isEqualTo(1);

        // stated by another node; the first one seeds the new version beside the old one
        nodes.sessions()
                .get(0)
                .find(first.best().orElseThrow())
                .orElseThrow()
                .remove(false)
                .toCompletableFuture()
                .join();
        InfoHashes second = nodes.seeded(0, 2);
        assertThat(nodes.fleets()
                        .get(1)
                        .deploy(DeployTorrent.builder("maps", second).build(), ThreeNodes.KEYS)
                        .sequence())
                .isEqualTo(2);
        nodes.awaitComplete(2, 1, 2);
        for (int node = 1; node <= 2; node++) {
            Path old = nodes.fetched(node, 1);
            Wait.until("the old version is removed", () -> !Files.exists(old));
            assertThat(nodes.sessions().get(node).torrentCount()).isEqualTo(1);
        }

        nodes.fleets().get(2).undeploy("maps", ThreeNodes.KEYS);
        for (int node = 1; node <= 2; node++) {
            Path removed = nodes.fetched(node, 2);
            Wait.until("undeployed", () -> !Files.exists(removed));
        }
        Wait.until(
                "everywhere",
                () -> nodes.fleets().stream()
                        .allMatch(fleet -> fleet.deployments().isEmpty()));
        Wait.until("events", () -> received.contains("undeployed"));
        assertThat(received)
                .containsSubsequence("nodeJoined", "deployed", "stateChanged complete")
                .containsSubsequence(
                        "deployed", "stateChanged complete", "deployed", "stateChanged complete", "undeployed");
        assertThat(nodes.sessions().get(0).torrentCount())
                .as("what others have added")
                .isEqualTo(1);
    }

    private void awaitReason(String reason, int... of) throws Exception {
        for (int node : of) {
            Wait.until(
                    "'" + reason + "' at node " + node,
                    () -> nodes.fleets().get(0).nodes().stream()
                            .filter(each -> each.name().equals("node" + node))
                            .flatMap(each -> each.deployments().stream())
                            .anyMatch(each -> each.reason().equals(reason)));
        }
    }

    @Test
    void aDeploymentIsPausedAndLimitedWhereItsKeySaysSo() throws Exception {
        nodes.awaitNodes(3);
        InfoHashes maps = nodes.seeded(0, 1);
        NodeControl.Builder basel = NodeControl.builder(Map.of("site", "basel"));
        nodes.fleets()
                .get(0)
                .deploy(
                        DeployTorrent.builder("maps", maps)
                                .controls(List.of(basel.isPaused(true).build()))
                                .build(),
                        ThreeNodes.KEYS);
        awaitReason("paused by fleet:pause", 1, 2);
        assertThat(nodes.sessions().get(1).torrentCount()).isZero();
        assertThatThrownBy(() -> nodes.fleets()
                        .get(1)
                        .control("maps", basel.isPaused(false).build(), DhtKeyPair.fromSeed("cd".repeat(32))))
                .hasMessageStartingWith("no such deployment: 'maps' of key ");

        assertThat(nodes.fleets()
                        .get(1)
                        .control(
                                "maps",
                                basel.isPaused(false).uploadLimit(7_000_000).build(),
                                ThreeNodes.KEYS)
                        .sequence())
                .isEqualTo(2);
        nodes.awaitComplete(2, 1, 2);
        Torrent fetched =
                nodes.sessions().get(2).find(maps.best().orElseThrow()).orElseThrow();
        Wait.until("limited", () -> fetched.uploadLimit() == 7_000_000);

        nodes.fleets()
                .get(0)
                .control("maps", basel.isPaused(true).uploadLimit(0).build(), ThreeNodes.KEYS);
        Wait.until("paused", () -> fetched.status().orElseThrow().isPaused());
        Wait.until("without a limit", () -> fetched.uploadLimit() == 0);
        Torrent seeded = nodes.sessions().get(0).find(maps.best().orElseThrow()).orElseThrow();
        assertThat(seeded.status().orElseThrow().isPaused())
                .as("added by others")
                .isFalse();
    }

    @Test
    void filesThatWereChangedWhileANodeWasSwitchedOffAreFetchedAgain() throws Exception {
        nodes.awaitNodes(3);
        InfoHashes maps = nodes.seeded(0, 1);
        nodes.fleets().get(0).deploy(DeployTorrent.builder("maps", maps).build(), ThreeNodes.KEYS);
        nodes.awaitComplete(1, 1, 2);
        Torrent torrent =
                nodes.sessions().get(1).find(maps.best().orElseThrow()).orElseThrow();
        Wait.until("noted", () -> torrent.attributes().containsKey("org.torrentxt.fleet.files"));
        nodes.fleets().remove(1).stop();
        byte[] right = Files.readAllBytes(nodes.fetched(1, 1));
        byte[] wrong = right.clone();
        Arrays.fill(wrong, ThreeNodes.SIZE / 3, ThreeNodes.SIZE / 2, (byte) 0);
        Files.write(nodes.fetched(1, 1), wrong);
        Files.setLastModifiedTime(
                nodes.fetched(1, 1), FileTime.from(Instant.now().minusSeconds(7)));

        nodes.fleets().add(1, nodes.start(1));
        Wait.until("fetched again", () -> Arrays.equals(Files.readAllBytes(nodes.fetched(1, 1)), right));
        nodes.awaitComplete(1, 1);
    }

    @Test
    void oneThatIsStartedWhileTheFormerOneStopsWaitsForIt() throws Exception {
        nodes.awaitNodes(3);
        FleetComponent former = nodes.fleets().remove(2);
        Thread stopping = new Thread(() -> {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            former.stop();
        });
        stopping.start();
        nodes.fleets().add(nodes.start(2));
        stopping.join();
        nodes.awaitNodes(3);
    }

    @Test
    void aNodeWhoseMembershipHasEndedJoinsAgain() throws Exception {
        nodes.awaitNodes(3);
        Cluster.breakDown();
        InfoHashes maps = nodes.seeded(0, 1);
        nodes.fleets().get(0).deploy(DeployTorrent.builder("maps", maps).build(), ThreeNodes.KEYS);
        nodes.awaitComplete(1, 1, 2);
    }

    @Test
    void nodesThatWereSwitchedOffCatchUpAndTheWholeClusterRemembers() throws Exception {
        nodes.fleets().get(2).stop();
        nodes.fleets().remove(2);
        InfoHashes maps = nodes.seeded(0, 1);
        nodes.fleets().get(0).deploy(DeployTorrent.builder("maps", maps).build(), ThreeNodes.KEYS);
        nodes.awaitComplete(1, 1);
        nodes.fleets().forEach(FleetComponent::stop);
        nodes.fleets().clear();

        // the node that has stated it stays away
        nodes.fleets().add(nodes.start(1));
        assertThat(nodes.fleets().get(0).deployments()).hasSize(1);
        nodes.fleets().add(nodes.start(2));
        nodes.awaitComplete(1, 2);
    }
}
