package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalProxy;
import org.torrentxt.impl.fixture.net.LocalTracker;

class ProxyKeysTest {
    private static final String SECRET = "caf\u00c3\u00a9"; // UTF-8 that was read as ISO-8859-1

    @TempDir
    private Path folder;

    private static EngineOptions read(Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of("network", "internet"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SessionOptions(properties).read();
    }

    @ParameterizedTest
    @CsvSource({
        "socks4, '', 1, 1080",
        "socks5, '', 2, 1080",
        "socks5, me, 3, 1080",
        "http, '', 4, 8080",
        "http, me, 5, 8080",
        "none, '', 0, 1080"
    })
    void typesAreThoseOfTheEngine(String type, String user, int number, int port) {
        Map<String, Object> settings = read("proxy.type", type, "proxy.host", "proxy.example", "proxy.username", user)
                .settings();
        assertThat(settings)
                .containsEntry("proxy_type", number)
                .containsEntry("proxy_hostname", "proxy.example")
                .containsEntry("proxy_port", port)
                .containsEntry("proxy_username", user)
                .containsEntry("proxy_peer_connections", true)
                .containsEntry("proxy_tracker_connections", true)
                .containsEntry("proxy_hostnames", true);
        assertThat(SettingRegistry.check(settings)).containsEntry("proxy_type", (long) number);
    }

    @Test
    void whatIsSetIsNamedSoThatItWinsOverSettingsOfTheRunBefore() {
        assertThat(read("proxy.type", "none").named()).contains("proxy_type", "proxy_hostname", "proxy_password");
        assertThat(read().named()).isEmpty();
    }

    @Test
    void eachKeyIsHeeded() {
        assertThat(read(
                                "proxy.type", "socks5",
                                "proxy.host", "[::1]",
                                "proxy.port", "9050",
                                "proxy.username", "me",
                                "proxy.password", "a,b c",
                                "proxy.peers", false,
                                "proxy.hostnames", "false")
                        .settings())
                .containsEntry("proxy_hostname", "::1")
                .containsEntry("proxy_port", 9050)
                .containsEntry("proxy_password", "a,b c")
                .containsEntry("proxy_peer_connections", false)
                .containsEntry("proxy_tracker_connections", true)
                .containsEntry("proxy_hostnames", false);
    }

    @Test
    void halfAProxyIsAnError() {
        refused("proxy.type is not", "proxy.host", "proxy.example");
        refused("proxy.type is not", "proxy.username", "me");
        refused("requires proxy.host", "proxy.type", "socks5");
        refused("proxy.username is not", "proxy.type", "http", "proxy.host", "h", "proxy.password", "secret");
        refused("SOCKS4 has no", "proxy.type", "socks4", "proxy.host", "h", "proxy.password", "secret");
        refused(
                "nothing for the proxy",
                "proxy.type",
                "http",
                "proxy.host",
                "h",
                "proxy.peers",
                "false",
                "proxy.trackers",
                "false");
        refused("network=lan", "proxy.type", "http", "proxy.host", "h", "network", "lan");
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.type, SOCKS, 'none, socks4, socks5 or http'",
        "proxy.port, 0, 1 to 65535",
        "proxy.port, 65536, 1 to 65535",
        "proxy.port, socks, 1 to 65535",
        "proxy.host, http://proxy.example, a name or an address alone",
        "proxy.host, proxy.example:1080, a name or an address alone",
        "proxy.peers, maybe, true or false",
        "proxy.trackers, 1, true or false",
        "proxy.hostnames, yes, true or false"
    })
    void saysWhatIsWrongAndWhatWouldBeRight(String key, String value, String expected) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("network", "internet", "proxy.type", "socks5", "proxy.host", "h"));
        properties.put(key, value);
        assertThatThrownBy(() -> new SessionOptions(properties).read())
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll(key, "'" + value + "'", expected);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.host, me:secret@proxy.example:1080",
        "proxy.host, socks5://me:sec@ret@proxy.example",
        "proxy.type, socks5://me:secret@proxy.example"
    })
    void aPasswordInTheWrongPlaceIsNotShown(String key, String value) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("network", "internet", "proxy.type", "socks5", "proxy.host", "h"));
        properties.put(key, value);
        assertThatThrownBy(() -> new SessionOptions(properties).read())
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll(key, "***@proxy.example")
                .hasMessageNotContainingAny("sec", "ret", "me:");
    }

    @Test
    void bothFormsMustAgree() {
        refused(
                "setting.proxy_hostname=b contradicts proxy.host",
                "proxy.type",
                "socks5",
                "proxy.host",
                "a",
                "setting.proxy_hostname",
                "b");
        refused("setting.proxy_type=2 contradicts proxy.type", "proxy.type", "none", "setting.proxy_type", "2");
        assertThat(read(
                                "proxy.type",
                                "socks5",
                                "proxy.host",
                                "a",
                                "setting.proxy_type",
                                "2",
                                "setting.proxy_port",
                                1080)
                        .settings())
                .containsEntry("proxy_type", 2);
        assertThat(read("setting.proxy_type", "2").settings()).containsEntry("proxy_type", "2");
    }

    @Test
    void noMessageShowsThePassword() {
        for (Object wrong : List.of(SECRET, List.of("secret1", "secret2"))) {
            for (String key : List.of("proxy.password", "setting.proxy_password")) {
                assertThatThrownBy(
                                () -> read("proxy.type", "http", "proxy.host", "h", "proxy.username", "u", key, wrong))
                        .hasMessageContaining(key)
                        .hasMessageNotContainingAny(SECRET, "caf", "secret1");
            }
        }
        assertThatThrownBy(() -> read(
                        "proxy.type", "http",
                        "proxy.host", "h",
                        "proxy.username", "u",
                        "proxy.password", "secret1",
                        "setting.proxy_password", "secret2"))
                .hasMessageContaining("contradicts proxy.password")
                .hasMessageNotContainingAny("secret1", "secret2");
    }

    private static void refused(String message, Object... keysAndValues) {
        assertThatThrownBy(() -> read(keysAndValues))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRunningSessionFollowsTheKeys() {
        try (LocalProxy socks = LocalProxy.start(LocalProxy.SOCKS5_PASSWORD);
                LocalProxy http = LocalProxy.start(LocalProxy.HTTP);
                LocalTracker tracker = LocalTracker.start();
                EngineSession session = EngineSession.start(options(), LocalSession.ALL, new AlertLog())) {
            Torrent torrent = session.add(AddTorrent.infoHash(InfoHash.parse("ab".repeat(20)))
                            .tracker(tracker.url())
                            .started()
                            .build())
                    .torrent();
            awaitAnnounce(torrent, tracker, 1);

            session.reconfigure(options(
                    "proxy.type",
                    "socks5",
                    "proxy.host",
                    "127.0.0.1",
                    "proxy.port",
                    socks.port(),
                    "proxy.username",
                    LocalProxy.USER,
                    "proxy.password",
                    LocalProxy.PASSWORD));
            awaitAnnounce(torrent, tracker, 2);
            assertThat(socks.asked()).anyMatch(asked -> asked.startsWith("CONNECT 127.0.0.1:"));
            assertThat(session.settings().get("proxy_port"))
                    .isEqualTo(new SessionSettings.Setting(
                            "proxy_port", SessionSettings.Type.INT, (long) socks.port(), 0L));

            session.reconfigure(options("proxy.type", "http", "proxy.host", "127.0.0.1", "proxy.port", http.port()));
            awaitAnnounce(torrent, tracker, 3);
            assertThat(http.asked()).anyMatch(asked -> asked.startsWith("GET http://127.0.0.1:"));

            int asked = http.asked().size();
            session.reconfigure(options("proxy.type", "none"));
            awaitAnnounce(torrent, tracker, 4);
            assertThat(http.asked()).hasSize(asked);
        }
    }

    private EngineOptions options(Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "network",
                "internet",
                "listen.interfaces",
                "127.0.0.1:0",
                "save.path",
                folder.toString(),
                "temporary",
                "yes",
                "setting.enable_lsd",
                false,
                "setting.enable_dht",
                false,
                "setting.enable_upnp",
                false,
                "setting.enable_natpmp",
                false,
                "dht.bootstrap.nodes",
                "127.0.0.1:1"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        EngineOptions options = new SessionOptions(properties).read();
        assertThat(options.state()).isEqualTo(Optional.empty());
        return options;
    }

    private static void awaitAnnounce(Torrent torrent, LocalTracker tracker, int count) {
        Wait.until("announce " + count, () -> {
            if (tracker.requests().size() < count) {
                torrent.reannounce();
            }
            return tracker.requests().size() >= count;
        });
    }
}
