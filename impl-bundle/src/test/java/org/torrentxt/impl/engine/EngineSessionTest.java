package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.ListenFailed;
import org.torrentxt.api.alert.ListenSucceeded;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.torrent.EngineView;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Wait;

class EngineSessionTest {
    private static final InfoHash V1 = new InfoHash("dd8255ecdc7ca55fb0bbf81323d87062db1f6d1c");
    private static final InfoHash V2 = new InfoHash("cafe".repeat(16));

    @TempDir
    Path folder;

    @Test
    void listensOnLoopbackAloneOnceStarted() {
        try (LocalSession local = LocalSession.start("listens", folder)) {
            Endpoint endpoint = local.endpoint();
            assertThat(local.session().listenPort()).isPositive();
            assertThat(local.session().listenEndpoints()).containsExactly(endpoint);
            assertThat(local.alerts().await(ListenSucceeded.class).endpoint().address())
                    .isEqualTo(InetAddress.getLoopbackAddress());
        }
    }

    @Test
    void tellsOfAPortInUseAndGoesOn() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String endpoint = "127.0.0.1:" + taken.getLocalPort();
            Map<String, Object> settings = Map.of(
                    "listen_interfaces", endpoint, "max_retry_port_bind", 0, "listen_system_port_fallback", false);
            try (LocalSession local = LocalSession.start("port-in-use", folder, settings)) {
                ListenFailed failed = local.alerts().await(ListenFailed.class);
                assertThat(failed.endpoint()).isEqualTo(endpoint);
                assertThat(failed.failure().errorMessage()).contains("in use");
                assertThat(local.session().torrents()).isEmpty();
            }
        }
    }

    @Test
    void addsByInfoHashAndFindsByIdAndHash() {
        try (LocalSession local = LocalSession.start("finds", folder)) {
            Torrent torrent =
                    local.session().add(AddTorrent.infoHash(V1).build()).torrent();
            assertThat(torrent.id()).isPositive();
            assertThat(local.session().find(torrent.id())).contains(torrent);
            assertThat(local.session().find(V1)).contains(torrent);
            assertThat(local.session().find(V2)).isEmpty();
            assertThat(local.session().torrents()).containsExactly(torrent);
            assertThat(local.alerts().await(TorrentAdded.class).torrent()).isEqualTo(torrent.id());

            Torrent v2 = local.session().add(AddTorrent.infoHash(V2).build()).torrent();
            assertThat(local.session().find(V2)).contains(v2);
            assertThat(local.session().torrentCount()).isEqualTo(2);
        }
    }

    @Test
    void givesTheSameTorrentForTheSameHash() {
        try (LocalSession local = LocalSession.start("same", folder)) {
            Torrent first = local.session().add(AddTorrent.infoHash(V1).build()).torrent();
            Torrent second = local.session()
                    .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + V1).build())
                    .torrent();
            assertThat(second).isSameAs(first);
            assertThat(local.session().torrentCount()).isEqualTo(1);
        }
    }

    @Test
    void neverUsesAnIdAgain() {
        try (LocalSession local = LocalSession.start("ids", folder)) {
            Torrent first = local.session().add(AddTorrent.infoHash(V1).build()).torrent();
            first.remove(false);
            assertThat(local.alerts().await(TorrentRemoved.class).torrent()).isEqualTo(first.id());
            Torrent again = local.session().add(AddTorrent.infoHash(V1).build()).torrent();
            assertThat(again.id()).isGreaterThan(first.id());
        }
    }

    @Test
    void pausesAndResumesForGood() {
        try (LocalSession local = LocalSession.start("pauses", folder)) {
            Torrent torrent = local.session()
                    .add(AddTorrent.infoHash(V1).started().build())
                    .torrent();
            torrent.pause();
            local.alerts().await(TorrentPaused.class);
            assertThat(torrent.flags()).contains(TorrentFlag.PAUSED).doesNotContain(TorrentFlag.AUTO_MANAGED);
            assertThat(torrent.status()).get().matches(TorrentStatus::isPaused);
            torrent.resume();
            local.alerts().await(TorrentResumed.class);
            assertThat(torrent.flags()).doesNotContain(TorrentFlag.PAUSED);
        }
    }

    @Test
    void addedPausedStaysPaused() {
        try (LocalSession local = LocalSession.start("added-paused", folder)) {
            Torrent torrent = local.session()
                    .add(AddTorrent.infoHash(V1).paused().build())
                    .torrent();
            assertThat(torrent.flags()).contains(TorrentFlag.PAUSED).doesNotContain(TorrentFlag.AUTO_MANAGED);
        }
    }

    @Test
    void pausesTheWholeSession() {
        try (LocalSession local = LocalSession.start("session-pauses", folder)) {
            Torrent torrent = local.session()
                    .add(AddTorrent.infoHash(V1).started().build())
                    .torrent();
            local.session().pause();
            assertThat(local.session().isPaused()).isTrue();
            assertThat(torrent.status()).get().matches(TorrentStatus::isPaused);
            local.session().resume();
            assertThat(local.session().isPaused()).isFalse();
            assertThat(torrent.status()).get().matches(status -> !status.isPaused());
        }
    }

    @Test
    void tellsTheStatusOfOneAndOfAll() {
        try (LocalSession local = LocalSession.start("status", folder)) {
            Torrent torrent = local.session()
                    .add(AddTorrent.infoHash(V1).name("a name").started().build())
                    .torrent();
            TorrentStatus status = torrent.status().orElseThrow();
            assertThat(status.name()).isEqualTo("a name");
            assertThat(status.state()).isEqualTo(TorrentState.FETCHING_METADATA);
            assertThat(status.hasMetadata()).isFalse();
            assertThat(status.savePath()).isEqualTo(folder);
            assertThat(status.infoHashes().v1()).contains(V1);
            assertThat(status.completedTime()).isEmpty();
            assertThat(local.session().statuses()).extracting(TorrentStatus::id).containsExactly(torrent.id());
            assertThat(torrent.magnetUri()).get().asString().startsWith("magnet:?xt=urn:btih:" + V1);
            assertThat(torrent.files()).isEmpty();
            assertThat(torrent.torrentFile()).isEmpty();
        }
    }

    @Test
    void countsTheSession() {
        try (LocalSession local = LocalSession.start("counts", folder)) {
            local.session().add(AddTorrent.infoHash(V1).build());
            SessionStatus status = local.session().status();
            assertThat(status.network()).isEqualTo(Network.LOCAL);
            assertThat(status.diskIo()).isEqualTo(DiskIo.POSIX);
            assertThat(status.savePath()).isEqualTo(folder);
            assertThat(status.numTorrents()).isEqualTo(1);
            assertThat(status.counters()).containsKey("dht.dht_nodes").hasSizeGreaterThan(200);
        }
    }

    @Test
    void refusesWhatReachesBeyondThisHost() {
        try (LocalSession local = LocalSession.start("stays-local", folder)) {
            Torrent torrent = local.session()
                    .add(AddTorrent.infoHash(V1)
                            .tracker("http://192.0.2.1:1/announce")
                            .tracker("http://127.0.0.1:1/announce")
                            .build())
                    .torrent();
            assertThat(EngineView.trackers(torrent)).containsExactly("http://127.0.0.1:1/announce");
            assertThatThrownBy(() -> torrent.connectPeer(Endpoint.parse("192.0.2.1:6881")))
                    .isInstanceOf(TorrentException.class)
                    .hasMessageContaining("network=local");
            assertThatThrownBy(() -> local.session().settings().set("apply_ip_filter_to_trackers", false))
                    .hasMessageContaining("network=local");
            for (String setting : List.of("enable_upnp", "enable_natpmp", "enable_lsd")) {
                assertThatThrownBy(() -> local.session().settings().set(setting, true))
                        .hasMessageContainingAll(setting, "network=local");
                assertThat(local.session().settings().get(setting).value()).isEqualTo(false);
            }
            assertThatThrownBy(() -> local.session().settings().set("listen_interfaces", "0.0.0.0:0"))
                    .hasMessageContaining("network=local");
            assertThatThrownBy(() -> local.session().dht().addBootstrapNode("router.example", 6881))
                    .hasMessageContaining("network=local");
        }
    }

    @Test
    void changesItsOptionsWhileItRuns() {
        try (LocalSession local = LocalSession.start("changes", folder)) {
            int port = local.endpoint().port();
            local.session().reconfigure(LocalSession.options("changes", folder, Map.of("connections_limit", 77)));
            assertThat(local.session().settings().get("connections_limit").value())
                    .isEqualTo(77L);
            assertThat(local.session().listenPort()).isEqualTo(port);
            local.session().reconfigure(LocalSession.options("changes", folder, Map.of()));
            assertThat(local.session().settings().get("connections_limit").value())
                    .isEqualTo(200L);
        }
    }

    @Test
    void refusesASavePathThatCannotBe() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (LocalSession local = LocalSession.start("save-path", folder)) {
            assertThatThrownBy(() -> local.session()
                            .add(AddTorrent.infoHash(V1)
                                    .savePath(file.resolve("below"))
                                    .build()))
                    .isInstanceOf(TorrentException.class)
                    .hasMessageContaining(file.toString());
            assertThat(local.session().torrents()).isEmpty();
        }
    }

    @Test
    void answersHarmlesslyOnceStopped() {
        LocalSession local = LocalSession.start("stopped", folder);
        Torrent torrent = local.session().add(AddTorrent.infoHash(V1).build()).torrent();
        local.close();
        local.close();
        assertThat(local.session().torrents()).isEmpty();
        assertThat(local.session().statuses()).isEmpty();
        assertThat(local.session().listenPort()).isZero();
        assertThat(torrent.isValid()).isFalse();
        assertThat(torrent.status()).isEmpty();
        assertThatThrownBy(torrent::pause)
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE));
        assertThatThrownBy(() -> local.session().add(AddTorrent.infoHash(V1).build()))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION));
        assertThatThrownBy(() -> local.session().status())
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SESSION));
    }

    @Test
    void answersHarmlesslyOfARemovedTorrent() {
        try (LocalSession local = LocalSession.start("removed", folder)) {
            Torrent torrent =
                    local.session().add(AddTorrent.infoHash(V1).build()).torrent();
            torrent.remove(true);
            local.alerts().await(TorrentRemoved.class);
            assertThat(torrent.isValid()).isFalse();
            assertThat(torrent.status()).isEmpty();
            assertThat(torrent.peers()).isEmpty();
            assertThat(torrent.pieces().isEmpty()).isTrue();
            assertThat(torrent.trackers()).isEmpty();
            assertThat(torrent.flags()).isEmpty();
            assertThat(torrent.magnetUri()).isEmpty();
            assertThat(torrent.toString()).isEqualTo(V1.hex());
            assertThatThrownBy(() -> torrent.remove(false)).isInstanceOf(TorrentException.class);
            assertThatThrownBy(() -> torrent.setFlags(Set.of(), Set.of())).isInstanceOf(TorrentException.class);
        }
    }

    @Test
    void stillKnowsWhereItListensWhenToldToListenThereAgain() {
        try (LocalSession local = LocalSession.start("listens-again", folder)) {
            SessionSettings settings = local.session().settings();
            List<Endpoint> listening = List.of(local.endpoint());
            settings.set("listen_interfaces", settings.get("listen_interfaces").value());
            assertThat(local.session().listenEndpoints()).isEqualTo(listening).isNotEmpty();
        }
    }

    @Test
    void knowsWhereItListensAfterAnAddressIsAddedAndTakenAway() {
        try (LocalSession local = LocalSession.start("listens-elsewhere", folder)) {
            SessionSettings settings = local.session().settings();
            Endpoint first = local.endpoint();
            settings.set("listen_interfaces", "127.0.0.1:0,[::1]:0");
            List<Endpoint> both = Wait.forValue(
                    "it listens at both", local.session()::listenEndpoints, endpoints -> endpoints.size() == 2);
            assertThat(both).contains(first);
            settings.set("listen_interfaces", "[::1]:0");
            assertThat(local.session().listenEndpoints())
                    .singleElement()
                    .isNotEqualTo(first)
                    .isIn(both);
            settings.set("listen_interfaces", "127.0.0.2:0");
            Wait.until(
                    "it listens at another",
                    () -> local.session().listenEndpoints().stream()
                            .map(endpoint -> endpoint.address().getHostAddress())
                            .toList()
                            .equals(List.of("127.0.0.2")));
        }
    }

    @Test
    void theNodesThatTheDhtIsJoinedByAreReadBackAndChangedLive() {
        try (LocalSession first = LocalSession.start("first-node", folder);
                LocalSession local = LocalSession.start("joins-live", folder)) {
            String node = first.endpoint().toString();
            SessionSettings settings = local.session().settings();
            assertThat(settings.get("dht_bootstrap_nodes").value()).isEqualTo("");
            settings.set("dht_bootstrap_nodes", node);
            assertThat(settings.get("dht_bootstrap_nodes").value()).isEqualTo(node);
            Wait.until("it is joined", () -> local.session().dht().status().nodes() > 0);
            assertThatThrownBy(() -> settings.set("dht_bootstrap_nodes", "127.0.0.1"))
                    .hasMessageContaining("HOST:PORT");
            assertThat(settings.get("dht_bootstrap_nodes").value()).isEqualTo(node);
        }
    }

    @Test
    void isFreedAlsoByAThreadThatWasInterrupted() {
        LocalSession local = LocalSession.start("interrupted", folder);
        Thread.currentThread().interrupt();
        local.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("torrentxt-interrupted-alerts", "torrentxt-interrupted-stop");
    }
}
