package org.torrentxt.impl.engine.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.network.NetworkMode;

/**
 * No two settings of proxy, listening, buffers, DHT and encryption kill the JVM, in whichever order they are changed
 * while a session transfers: tried in a JVM of its own.
 */
class SettingPairsSurvivalTest {
    private static final Set<AlertType> NONE = EnumSet.noneOf(AlertType.class);
    // values that differ from those a session starts with
    private static final List<Map.Entry<String, List<?>>> SETTINGS = List.of(
            Map.entry("proxy_type", List.of(1, 2, 3, 4, 5)),
            Map.entry("proxy_hostname", List.of("127.0.0.1")),
            Map.entry("proxy_port", List.of(9)),
            Map.entry("proxy_username", List.of("name")),
            Map.entry("proxy_password", List.of("word")),
            Map.entry("proxy_peer_connections", List.of(false)),
            Map.entry("proxy_tracker_connections", List.of(false)),
            Map.entry("proxy_hostnames", List.of(false)),
            Map.entry("socks5_udp_send_local_ep", List.of(true)),
            Map.entry("listen_interfaces", List.of("", "127.0.0.1:0,127.0.0.2:0", "127.0.0.1:0s", "nosuch:0")),
            Map.entry("outgoing_interfaces", List.of("127.0.0.1")),
            Map.entry("outgoing_port", List.of(20_001)),
            Map.entry("num_outgoing_ports", List.of(5)),
            Map.entry("listen_queue_size", List.of(1)),
            Map.entry("max_retry_port_bind", List.of(0)),
            Map.entry("listen_system_port_fallback", List.of(false)),
            Map.entry("enable_incoming_utp", List.of(false)),
            Map.entry("enable_outgoing_utp", List.of(true)),
            Map.entry("enable_incoming_tcp", List.of(false)),
            Map.entry("enable_outgoing_tcp", List.of(false)),
            Map.entry("recv_socket_buffer_size", List.of(0, 4_096, 65_536)),
            Map.entry("send_socket_buffer_size", List.of(0, 4_096, 65_536)),
            Map.entry("send_buffer_watermark", List.of(0)),
            Map.entry("send_buffer_low_watermark", List.of(0)),
            Map.entry("max_peer_recv_buffer_size", List.of(1)),
            Map.entry("peer_tos", List.of(0)),
            Map.entry("enable_dht", List.of(false)),
            Map.entry("dht_bootstrap_nodes", List.of("127.0.0.1:9")),
            Map.entry("dht_upload_rate_limit", List.of(1)),
            Map.entry("dht_max_peers_reply", List.of(0)),
            Map.entry("dht_announce_interval", List.of(1)),
            Map.entry("use_dht_as_fallback", List.of(true)),
            Map.entry("in_enc_policy", List.of(0, 2)),
            Map.entry("out_enc_policy", List.of(0, 2)),
            Map.entry("allowed_enc_level", List.of(1, 2)),
            Map.entry("prefer_rc4", List.of(true)));

    @TempDir
    Path folder;

    @Test
    @Timeout(130)
    void whateverTwoSettingsAreChangedInWhateverOrderTheJvmLives() throws IOException, InterruptedException {
        ForkedJvm.assertSurvives(SettingPairsSurvivalTest.class, folder, Duration.ofSeconds(120), folder.toString());
    }

    @Test
    void sizesOfBuffersSetWithAProxyAreReportedAndUsedWithoutIt() {
        EngineSession session = LocalSession.start("proxied", folder).session();
        try {
            session.reconfigure(quiet("proxied", folder, Map.of()));
            session.settings().set("proxy_type", 2);
            session.settings().set("recv_socket_buffer_size", 70_000);
            session.settings().set(Map.of("send_socket_buffer_size", 80_000, "proxy_hostname", "127.0.0.1"));

            assertThat(session.settings().get("recv_socket_buffer_size").value())
                    .isEqualTo(70_000L);
            assertThat(engineSays(session, "recv_socket_buffer_size")).isNotEqualTo(70_000L);

            session.settings().set("proxy_type", 0);

            assertThat(engineSays(session, "recv_socket_buffer_size")).isEqualTo(70_000L);
            assertThat(engineSays(session, "send_socket_buffer_size")).isEqualTo(80_000L);
        } finally {
            session.close();
        }
    }

    private static Object engineSays(EngineSession session, String name) {
        return SettingRegistry.get(
                session.context().engine().call(engine -> engine.get_settings()), SettingRegistry.key(name));
    }

    // reaches everything, so that nothing is refused, but listens at loopback and looks for nobody
    private static EngineOptions quiet(String name, Path savePath, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "listen_interfaces", "127.0.0.1:0",
                "dht_bootstrap_nodes", "",
                "enable_lsd", false,
                "enable_upnp", false,
                "enable_natpmp", false));
        all.putAll(settings);
        return new EngineOptions(name, NetworkMode.INTERNET, false, savePath, all);
    }

    /** What runs in the other JVM: each pair in both orders, from the state that the session started with. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        EngineSession seeder = EngineSession.start(quiet("seeder", folder, Map.of()), NONE, alert -> {});
        EngineSession changed =
                EngineSession.start(quiet("changed", folder.resolve("to"), Map.of()), NONE, alert -> {});
        try {
            Path content = Content.write(folder, 20_000_000);
            byte[] torrent = Content.torrentOf(content, TorrentFormat.HYBRID).content();
            seeder.add(AddTorrent.torrentBytes(torrent)
                            .savePath(folder)
                            .started()
                            .seed()
                            .build())
                    .torrent()
                    .setUploadLimit(200_000);
            Torrent download = changed.add(
                            AddTorrent.torrentBytes(torrent).started().build())
                    .torrent();
            for (Map.Entry<String, List<?>> first : SETTINGS) {
                for (Map.Entry<String, List<?>> second : SETTINGS) {
                    for (Object one : first.getValue()) {
                        for (Object other : second.getValue()) {
                            System.out.println(first.getKey() + "=" + one + ", " + second.getKey() + "=" + other);
                            set(changed.settings(), first.getKey(), one);
                            set(changed.settings(), second.getKey(), other);
                        }
                    }
                    changed.reconfigure(quiet("changed", folder.resolve("to"), Map.of()));
                }
                seeder.listenEndpoints().forEach(download::connectPeer);
                changed.dht().putImmutable(first.getKey().getBytes(StandardCharsets.US_ASCII));
                changed.status();
                download.peers();
            }
            ForkedJvm.survived();
        } finally {
            changed.close();
            seeder.close();
        }
    }

    private static void set(SessionSettings settings, String name, Object value) {
        try {
            settings.set(name, value);
        } catch (TorrentException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }
    }
}
