package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Namespace;
import org.torrentxt.impl.fixture.NetworkNamespace;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;
import org.torrentxt.impl.fixture.net.TestTls;
import org.torrentxt.impl.network.NetworkMode;

/**
 * An https tracker is announced to wherever the session listens: the engine binds what it sends to the device of the
 * address that it listens at, from which it cannot reach the loopback device.
 */
class HttpsFromDevicesTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void itIsAnnouncedToOnceWhereverTheSessionListens() throws IOException, InterruptedException {
        NetworkNamespace.assertEnds(HttpsFromDevicesTest.class, folder);
    }

    /** What runs in the namespace. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        byte[] torrent = Content.torrentOf(Content.write(folder, 100_000), TorrentFormat.V1)
                .content();
        for (String interfaces : List.of("192.0.2.10:6882", "wire:6882", "0.0.0.0:6882,[::]:6882", "[::1]:6882")) {
            announce(folder.resolve(Integer.toString(interfaces.hashCode())), interfaces, torrent);
        }
        Namespace.ended();
    }

    private static void announce(Path downloads, String interfaces, byte[] file) {
        AlertLog alerts = new AlertLog();
        EngineOptions options = new EngineOptions(
                "devices",
                NetworkMode.INTERNET,
                false,
                downloads,
                Map.of(
                        "listen_interfaces", interfaces,
                        "dht_bootstrap_nodes", "",
                        "enable_lsd", false,
                        "enable_upnp", false,
                        "enable_natpmp", false),
                List.of(TestTls.authority()));
        EngineSession session = EngineSession.start(options, LocalSession.ALL, alerts);
        try (session;
                LocalTracker tracker = LocalTracker.startSecure("valid")) {
            Torrent torrent = session.add(AddTorrent.torrentBytes(file)
                            .tracker(tracker.url())
                            .started()
                            .build())
                    .torrent();
            alerts.await(TrackerReply.class);
            TrackerInfo info = Wait.forValue(
                    "it is asked", () -> torrent.trackers().get(0), asked -> !asked.updating() && asked.verified());
            assertThat(info.message()).isEmpty();
            assertThat(info.fails()).isZero();
            assertThat(alerts.all()).noneMatch(TrackerError.class::isInstance);
            assertThat(tracker.requests()).as(interfaces).hasSize(1).allMatch(request -> request.contains("port=6882"));
            assertThat(session.settings().get("listen_interfaces").value()).isEqualTo(interfaces);
            assertThat(session.listenEndpoints().toString()).doesNotContain("127.84");
            assertThat(alerts.all().toString()).doesNotContain("127.84");
        }
    }
}
