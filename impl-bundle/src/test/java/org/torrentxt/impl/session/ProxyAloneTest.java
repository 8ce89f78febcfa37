package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.Foreign;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Namespace;
import org.torrentxt.impl.fixture.NetworkNamespace;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalProxy;

/**
 * A session that is configured with a proxy and nothing else contacts that proxy alone, while it works and when it has
 * died: with trackers and web seeds of all kinds, peers, the DHT, and local discovery and port mappings as they are.
 */
class ProxyAloneTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void notOnePacketLeavesPastIt() throws IOException, InterruptedException {
        NetworkNamespace.assertEnds(ProxyAloneTest.class, folder);
    }

    /** What runs in the namespace, where the proxy is on loopback, and all else behind another device. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (int type : new int[] {LocalProxy.SOCKS5_PASSWORD, LocalProxy.HTTP}) {
            assertNothingPasses(type, folder.resolve("by" + type));
        }
        try (EngineSession session = start(folder.resolve("direct"))) {
            Foreign.assertIsTriedBy(session);
        }
        Namespace.ended();
    }

    private static void assertNothingPasses(int type, Path downloads) throws IOException {
        long before = NetworkNamespace.sent();
        LocalProxy proxy = LocalProxy.start(type);
        try (EngineSession session = start(downloads, keys(type, proxy.port()))) {
            List<Torrent> torrents = new ArrayList<>(Foreign.addAll(session, 1));
            torrents.add(Foreign.addKnown(session, downloads.resolve("known")));
            try (proxy) {
                for (String host : List.of("198.51.100.7", "tracker.example", "198.51.100.8", "seed.example")) {
                    Wait.until(host + " is asked for", () -> isAsked(proxy, host));
                }
                assertThat(proxy.asked().contains("ASSOCIATE")).isEqualTo(type != LocalProxy.HTTP);
                assertThat(NetworkNamespace.sent())
                        .as("packets with a proxy of type " + type)
                        .isEqualTo(before);
            }

            torrents.addAll(Foreign.addAll(session, 20));
            Foreign.awaitActive(torrents);
            Wait.until(
                    "it is reported",
                    () -> session.problems().stream()
                            .map(SessionProblem::subject)
                            .anyMatch("proxy"::equals));
            assertThat(NetworkNamespace.sent())
                    .as("packets without the proxy, " + type)
                    .isEqualTo(before);
        }
        assertThat(NetworkNamespace.sent()).as("packets at the end, " + type).isEqualTo(before);
    }

    private static boolean isAsked(LocalProxy proxy, String host) {
        return proxy.asked().stream().anyMatch(asked -> asked.matches("(CONNECT |GET http://)\\Q" + host + "\\E.*"));
    }

    private static Map<String, Object> keys(int type, int port) {
        Map<String, Object> keys = new HashMap<>(Map.of("proxy.host", "127.0.0.1", "proxy.port", port));
        keys.put("proxy.type", type == LocalProxy.HTTP ? "http" : "socks5");
        if (type != LocalProxy.HTTP) {
            keys.put("proxy.username", LocalProxy.USER);
            keys.put("proxy.password", LocalProxy.PASSWORD);
        }
        return keys;
    }

    private static EngineSession start(Path downloads) {
        return start(downloads, Map.of());
    }

    private static EngineSession start(Path downloads, Map<String, Object> keys) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "network", "internet",
                "temporary", "yes",
                "save.path", downloads.toString(),
                "dht.bootstrap.nodes", "203.0.113.9:6881,router.example:6881"));
        properties.putAll(keys);
        return EngineSession.start(new SessionOptions(properties).read(), LocalSession.ALL, new AlertLog());
    }
}
