package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Namespace;
import org.torrentxt.impl.fixture.NetworkNamespace;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalProxy;
import org.torrentxt.impl.fixture.net.LocalTracker;
import org.torrentxt.impl.fixture.net.LocalWebSeed;
import org.torrentxt.impl.network.NetworkMode;

/**
 * With a proxy for all, nothing but the proxy is connected to, and no name is looked up; wherever the session listens.
 */
class ProxyLeakTest {
    private static final String NAME = "tracker.example";

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void noPacketAndNoLookUpLeavesThisHostButByTheProxy() throws IOException, InterruptedException {
        NetworkNamespace.assertEnds(ProxyLeakTest.class, folder);
    }

    /** What runs in the namespace. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (LocalSession seeder = LocalSession.start("seeder", folder)) {
            Seed seed = Seed.of(seeder, Content.write(folder, 200_000), TorrentFormat.V1);
            seeder.session()
                    .add(seed.torrent().savePath(folder).started().seed().build());
            long before = NetworkNamespace.sent();
            for (int type : new int[] {LocalProxy.SOCKS5_PASSWORD, LocalProxy.HTTP}) {
                download(seed, folder.resolve("to" + type), type);
            }
            assertThat(NetworkNamespace.sent()).as("packets").isEqualTo(before);
            for (String interfaces : List.of("192.0.2.10:6882", "0.0.0.0:6882,[::]:6882", "[::1]:6882")) {
                announce(seed, folder.resolve("at" + interfaces.hashCode()), interfaces, LocalProxy.SOCKS5);
            }
            announce(seed, folder.resolve("http"), "192.0.2.10:6882", LocalProxy.HTTP_PASSWORD);
        }
        Namespace.ended();
    }

    private static LocalSession session(Path downloads, LocalProxy proxy, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(proxy.settings());
        all.putAll(Map.of(
                "listen_interfaces", "0.0.0.0:6882,[::]:6882",
                "enable_lsd", false,
                "enable_dht", false,
                "enable_upnp", false,
                "enable_natpmp", false,
                "announce_to_all_tiers", true,
                "dht_bootstrap_nodes", ""));
        all.putAll(settings);
        return LocalSession.startTrusting("leecher", NetworkMode.INTERNET, downloads, all);
    }

    private static void download(Seed seed, Path downloads, int type) {
        try (LocalProxy proxy = LocalProxy.start(type);
                LocalTracker secure = LocalTracker.startSecure("wrong-host");
                LocalTracker plain = LocalTracker.start();
                LocalWebSeed web = LocalWebSeed.startSecure(downloads.getParent(), "wrong-host");
                LocalSession leecher = session(downloads, proxy, Map.of("enable_outgoing_utp", false))) {
            String first = secure.url().replace("127.0.0.1", NAME);
            String second = plain.url().replace("127.0.0.1", NAME);
            String files = web.url().replace("127.0.0.1", NAME);
            leecher.session()
                    .add(seed.download()
                            .tracker(first)
                            .tracker(second)
                            .webSeed(files)
                            .build());
            leecher.alerts().await(TrackerReply.class, reply -> reply.tracker().equals(first));
            leecher.alerts().await(TrackerReply.class, reply -> reply.tracker().equals(second));
            leecher.alerts().await(TorrentFinished.class);
        }
    }

    // Where the proxy is for trackers alone, the engine announces from each address that it listens at.
    private static void announce(Seed seed, Path downloads, String interfaces, int type) {
        Map<String, ?> settings = Map.of("listen_interfaces", interfaces, "proxy_peer_connections", false);
        try (LocalProxy proxy = LocalProxy.start(type);
                LocalTracker tracker = LocalTracker.startSecure("valid");
                LocalSession leecher = session(downloads, proxy, settings)) {
            Torrent torrent = leecher.session()
                    .add(seed.torrent().tracker(tracker.url()).started().build())
                    .torrent();
            leecher.alerts().await(TrackerReply.class);
            Wait.until("it is asked", () -> torrent.trackers().get(0).verified());
            assertThat(torrent.trackers().get(0).message()).isEmpty();
            assertThat(leecher.alerts().all()).as(interfaces).noneMatch(TrackerError.class::isInstance);
            assertThat(proxy.asked()).anyMatch(asked -> asked.startsWith("CONNECT 127.0.0.1:"));
            assertThat(tracker.requests()).as(interfaces).allMatch(request -> request.contains("port=6882"));
        }
    }
}
