package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;
import org.torrentxt.impl.network.NetworkMode;

/** A torrent that cannot get anywhere says why, once it has tried for ten seconds. */
class NoPeersTest {
    private static final String WAY_OUT = "; --peer HOST:PORT or network=internet";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private final AtomicLong clock = new AtomicLong(5);
    private int lastHash;

    @Test
    void tenSecondsWithoutAPeerAreDue() {
        NoPeers watched = new NoPeers(clock::get);
        pass(NoPeers.PATIENCE.minusNanos(1));
        assertThat(watched.isDue(true)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(watched.isDue(true)).isTrue();
    }

    @Test
    void aPeerOrANewStartBeginsTheTenSecondsAnew() {
        NoPeers watched = new NoPeers(clock::get);
        pass(NoPeers.PATIENCE);
        assertThat(watched.isDue(false)).isFalse();
        assertThat(watched.isDue(true)).isFalse();
        pass(NoPeers.PATIENCE);
        watched.begin();
        assertThat(watched.isDue(true)).isFalse();
        pass(NoPeers.PATIENCE);
        assertThat(watched.isDue(true)).isTrue();
    }

    @Test
    void whyThereAreNoPeersIsToldUntilThereIsOne() throws IOException {
        Seed seed = sessions.seed(folder, 500_000, TorrentFormat.HYBRID, Map.of("upload_rate_limit", 10_000));
        LocalSession alone = sessions.leecher(folder);
        LocalTracker tracker = sessions.use(LocalTracker.start());
        Torrent nothing = alone.session().add(seed.torrent().started().build()).torrent();
        Torrent deadPeer = add(alone, magnet().peer(closed()));
        Torrent deadTracker = add(alone, magnet().tracker("http://127.0.0.1:" + closed().port() + "/announce"));
        Torrent heldBack = add(alone, magnet().tracker("http://tracker.example.org/announce"));
        Torrent bareTracker = add(alone, magnet().tracker(tracker.url()));
        Torrent webSeed = add(alone, AddTorrent.torrentBytes(other()).webSeed("http://example.org/"));
        Torrent paused = alone.session().add(magnet().paused().build()).torrent();

        assertThat(reason(nothing)).isEqualTo("session is local, no trackers, no DHT nodes" + WAY_OUT);
        assertThat(reason(deadPeer))
                .isEqualTo("session is local, no connection to the peer that is known, no trackers, no DHT nodes"
                        + WAY_OUT);
        assertThat(reason(deadTracker))
                .startsWith("session is local, no tracker answers (")
                .endsWith(", no DHT nodes" + WAY_OUT);
        assertThat(reason(heldBack)).isEqualTo("session is local, its tracker is held back, no DHT nodes" + WAY_OUT);
        assertThat(reason(bareTracker))
                .isEqualTo("session is local, no other peers on its trackers, no DHT nodes" + WAY_OUT);
        assertThat(reason(webSeed))
                .isEqualTo("session is local, no trackers, its web seeds are held back, no DHT nodes" + WAY_OUT);
        assertThat(alone.session().statuses())
                .filteredOn(status -> status.id() == nothing.id())
                .singleElement()
                .satisfies(status -> assertThat(status.noPeersReason()).isNotEmpty());
        assertThat(now(paused)).isEmpty();
        assertThat(seed.seeding().status())
                .get()
                .extracting(TorrentStatus::noPeersReason)
                .isEqualTo("");

        alone.session()
                .ipFilter()
                .add(new IpFilter.Rule(Endpoint.address("127.9.9.9"), Endpoint.address("127.9.9.9"), true));
        alone.session().settings().set("enable_dht", false);
        Wait.until(
                "it follows the session",
                () -> now(nothing)
                        .equals("session is local, no trackers, DHT is off, the IP filter has 1 blocking rule"
                                + WAY_OUT));
        nothing.connectPeer(seed.session().endpoint());
        Wait.until("there is a peer", () -> now(nothing).isEmpty());
        assertThat(nothing.status()).get().matches(status -> status.numPeers() > 0 && !status.isFinished());
        deadPeer.pause();
        Wait.until("it is paused", () -> deadPeer.status().orElseThrow().isPaused());
        assertThat(now(deadPeer)).isEmpty();
    }

    @Test
    void everyNetworkHasItsWayOut() {
        SessionReach internet = new SessionReach(NetworkMode.INTERNET, true, 7, false, false, 0, Optional.empty());
        assertThat(internet.place()).isEmpty();
        assertThat(internet.problems(true, false))
                .containsExactly("no other peers in the DHT", "local discovery is off", "outgoing connections are off");
        assertThat(internet.problems(false, true))
                .containsExactly("DHT is not used for it", "outgoing connections are off");
        assertThat(internet.wayOut()).isEqualTo("--peer HOST:PORT or another tracker");
        SessionReach lan = new SessionReach(NetworkMode.LAN, false, 0, true, true, 0, Optional.empty());
        assertThat(lan.place()).isEqualTo("session is lan");
        assertThat(lan.problems(true, false)).isEqualTo(List.of("DHT is off"));
        assertThat(lan.wayOut()).contains("network=internet");
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private AddTorrent.Builder magnet() {
        return AddTorrent.magnet("magnet:?xt=urn:btih:" + String.format("%040x", ++lastHash));
    }

    private static Torrent add(LocalSession session, AddTorrent.Builder request) {
        return session.session().add(request.started().build()).torrent();
    }

    private byte[] other() {
        return Content.torrentOf(Content.write(folder.resolve("other"), 100_000), TorrentFormat.V1)
                .content();
    }

    private static String reason(Torrent torrent) {
        return Wait.forValue("a reason", () -> now(torrent), reason -> !reason.isEmpty());
    }

    private static String now(Torrent torrent) {
        return torrent.status().orElseThrow().noPeersReason();
    }

    /** Where nobody listens. */
    private static Endpoint closed() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint(server.getInetAddress(), server.getLocalPort());
        }
    }
}
