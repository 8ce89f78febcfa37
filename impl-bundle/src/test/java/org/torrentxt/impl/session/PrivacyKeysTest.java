package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.EncryptionPolicy.Level;
import org.torrentxt.api.EncryptionPolicy.Mode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.fixture.AlertLog;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** The keys {@code anonymous.mode} and {@code encryption}. */
class PrivacyKeysTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private EngineOptions read(Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "listen.interfaces", "127.0.0.1:0",
                "setting.enable_dht", "false", // others of this host would be found
                "save.path", folder.resolve("to").toString(),
                "temporary", "yes"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SessionOptions(properties).read();
    }

    @ParameterizedTest
    @CsvSource({"allowed, ENABLED, BOTH", "required, FORCED, RC4", "disabled, DISABLED, BOTH"})
    void encryptionIsThatOfPeers(String value, Mode mode, Level level) {
        try (EngineSession session = EngineSession.start(read("encryption", value), LocalSession.ALL, new AlertLog())) {
            assertThat(session.settings().encryption()).isEqualTo(new EncryptionPolicy(mode, mode, level));
        }
    }

    @Test
    void withoutTheKeysWhatIsSetAtRunTimeHolds() {
        assertThat(read().named()).doesNotContain("anonymous_mode", "in_enc_policy");
        assertThat(read("encryption", "required", "anonymous.mode", "false").named())
                .contains("anonymous_mode", "in_enc_policy", "out_enc_policy", "allowed_enc_level");
    }

    @ParameterizedTest
    @CsvSource({
        "encryption, forced, 'allowed, required or disabled'",
        "anonymous.mode, yes, true or false",
        "setting.in_enc_policy, 1, contradicts encryption",
        "setting.anonymous_mode, false, contradicts anonymous.mode"
    })
    void saysWhatIsWrong(String key, String value, String expected) {
        Map<String, Object> all = new HashMap<>(Map.of("encryption", "required", "anonymous.mode", "true"));
        all.put(key, value);
        assertThatThrownBy(() -> new SessionOptions(all).read())
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void ifItIsRequiredAllThatPeersSendIsEncrypted() {
        Seed seed = sessions.seed(folder, 1_000_000, TorrentFormat.V1);
        try (EngineSession session =
                EngineSession.start(read("encryption", "required"), LocalSession.ALL, new AlertLog())) {
            Torrent torrent =
                    session.add(seed.download().downloadLimit(30_000).build()).torrent();
            // the engine may replace one connection by another
            PeerInfo peer = Wait.forValue(
                            "one peer sends",
                            torrent::peers,
                            peers -> peers.size() == 1 && peers.get(0).totalDown() > 0)
                    .get(0);
            assertThat(peer.flags()).contains(PeerFlag.RC4_ENCRYPTED);
        }
    }

    @Test
    void nobodyLearnsWhichClientItIsInAnonymousMode() throws IOException {
        Seed seed = sessions.seed(folder, 1_000_000, TorrentFormat.V1);
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().keySet() + " "
                    + exchange.getRequestHeaders().getFirst("User-Agent"));
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (EngineSession session =
                EngineSession.start(read("anonymous.mode", "true"), LocalSession.ALL, new AlertLog())) {
            seed.seeding().setUploadLimit(10_000); // it is there when looked at
            session.add(seed.torrent()
                    .tracker(url + "/announce")
                    .webSeed(url + "/files/")
                    .started()
                    .build());
            String tracker = await(asked, "/announce");
            assertThat(tracker)
                    .contains("[Accept-encoding, Connection, Host, User-agent]", " curl/")
                    .doesNotContain("-LT", "TorrentXT", "&ip=");
            assertThat(await(asked, "/files/"))
                    .contains("[Accept-encoding, Host, Range]")
                    .endsWith(" null");

            session.torrents().get(0).connectPeer(seed.session().endpoint());
            PeerInfo peer = Wait.forValue("a peer", () -> seed.seeding().peers(), peers -> !peers.isEmpty())
                    .get(0);
            assertThat(peer.client()).doesNotContain("TorrentXT", "libtorrent");
        } finally {
            server.stop(0);
        }
    }

    private static String await(List<String> asked, String path) {
        return Wait.forValue(
                        path,
                        () -> asked.stream()
                                .filter(text -> text.startsWith(path))
                                .toList(),
                        all -> !all.isEmpty())
                .get(0);
    }
}
