package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** A peer that failed is tried again as soon as somebody asks for it; by itself the engine would wait for minutes. */
class ReconnectTest {
    private static final String SETTING = "min_reconnect_time";
    /** Longer than any test waits, so that the engine itself is never what connects. */
    private static final int FOREVER = 3_600;
    /** Less than the time for which the engine connects at once. */
    private static final long MEANWHILE_NANOS = 2_000_000_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed content;
    private LocalSession leecher;

    @BeforeEach
    void startLeecher() {
        content = Seed.of(null, Content.write(folder, 2_000_000), TorrentFormat.V1);
        leecher = sessions.leecher(folder, Map.of(SETTING, FOREVER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]"})
    void aPeerThatWasNotThereIsConnectedToOnceItIs(String address) throws IOException {
        Endpoint peer = free(address);
        Torrent torrent =
                leecher.session().add(content.torrent().started().build()).torrent();
        // more often than max_failcount allows
        for (int attempt = 1; attempt <= 4; attempt++) {
            long before = failures();
            torrent.connectPeer(peer);
            Wait.until("it failed", () -> failures() > before);
            Wait.until("it is given up", () -> torrent.status().orElseThrow().numConnections() == 0);
        }
        seedAt("seeder", peer);
        torrent.connectPeer(peer);
        Wait.until("it is connected", () -> isConnected(torrent, peer));
    }

    @Test
    void aPeerThatLeftIsConnectedToOnceItIsBack() throws IOException {
        Endpoint peer = free("127.0.0.1");
        LocalSession seeder = seedAt("seeder", peer);
        Torrent torrent = leecher.session()
                .add(content.torrent().started().peer(peer).build())
                .torrent();
        Wait.until("it is connected", () -> isConnected(torrent, peer));
        seeder.close();
        Wait.until("it is gone", () -> torrent.peers().isEmpty());
        seedAt("again", peer);
        torrent.connectPeer(peer);
        Wait.until("it is connected again", () -> isConnected(torrent, peer));
    }

    @Test
    void otherPeersStayConnectedMeanwhile() throws IOException {
        Endpoint other = free("127.0.0.1");
        Endpoint peer = free("127.0.0.1");
        seedAt("other", other);
        Torrent torrent = leecher.session()
                .add(content.torrent().started().peer(other).build())
                .torrent();
        Wait.until("the other is connected", () -> isConnected(torrent, other));
        long before = failures();
        torrent.connectPeer(peer);
        Wait.until("it failed", () -> failures() > before);
        Wait.until("it is given up", () -> torrent.peers().size() == 1);
        seedAt("seeder", peer);
        torrent.connectPeer(peer);
        assertThat(value()).isEqualTo((long) FOREVER);
        Wait.until("it is connected", () -> isConnected(torrent, peer));
        assertThat(isConnected(torrent, other)).isTrue();
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.UPLOAD_MODE);
    }

    @Test
    @Timeout(60)
    void theSettingComesBackAsItWasOrAsItWasSetMeanwhile() {
        // again if that took so long that the engine may have it back meanwhile
        while (!isHeldBackAndThenAsSet()) {
            leecher.session().settings().set(SETTING, FOREVER);
        }

        leecher.session().context().reconnectAtOnce();
        leecher.session().reconfigure(LocalSession.options("leecher", Sessions.downloads(folder), Map.of(SETTING, 88)));
        assertThat(value()).isEqualTo(88L);
        Wait.until("it is as configured", () -> inEngine() == 88);
    }

    /** False if it was too slow to see that it is held back. */
    private boolean isHeldBackAndThenAsSet() {
        long start = System.nanoTime();
        leecher.session().context().reconnectAtOnce();
        leecher.session().context().reconnectAtOnce();
        assertThat(value()).isEqualTo((long) FOREVER);
        int before = inEngine();
        leecher.session().settings().set(SETTING, 77);
        assertThat(value()).isEqualTo(77L);
        int after = inEngine();
        boolean isQuick = System.nanoTime() - start < MEANWHILE_NANOS;
        if (isQuick) {
            assertThat(before).isZero();
            assertThat(after).isZero();
        }
        Wait.until("it is as set", () -> inEngine() == 77);
        assertThat(value()).isEqualTo(77L);
        return isQuick;
    }

    @Test
    void aTorrentThatOnlyUploadsStaysSo() throws IOException {
        Endpoint peer = free("127.0.0.1");
        Torrent torrent =
                leecher.session().add(content.torrent().started().build()).torrent();
        torrent.setFlags(Set.of(TorrentFlag.UPLOAD_MODE), Set.of(TorrentFlag.UPLOAD_MODE));
        torrent.connectPeer(peer);
        assertThat(torrent.flags()).contains(TorrentFlag.UPLOAD_MODE);
    }

    @Test
    void aPeerThatTheIpFilterBlocksIsRefused() {
        Torrent torrent =
                leecher.session().add(content.torrent().started().build()).torrent();
        leecher.session()
                .ipFilter()
                .add(new IpFilter.Rule(Endpoint.address("127.0.0.9"), Endpoint.address("127.0.0.9"), true));
        assertThatThrownBy(() -> torrent.connectPeer(Endpoint.parse("127.0.0.9:6881")))
                .isInstanceOf(TorrentException.class)
                .hasMessage("peer 127.0.0.9:6881 is blocked by the session's IP filter; allow its address there first");
        torrent.connectPeer(Endpoint.parse("127.0.0.8:6881"));
    }

    private LocalSession seedAt(String name, Endpoint endpoint) {
        LocalSession seeder = sessions.start(
                name, folder, Map.of("listen_interfaces", endpoint.toString(), "upload_rate_limit", 20_000));
        seeder.session().add(content.torrent().savePath(folder).started().seed().build());
        Wait.until("it listens", () -> seeder.session().listenEndpoints().contains(endpoint));
        return seeder;
    }

    private long failures() {
        return leecher.session().counters().getOrDefault("peer.connect_timeouts", 0L); // refused ones, too
    }

    private Object value() {
        return leecher.session().settings().get(SETTING).value();
    }

    private int inEngine() {
        return leecher.session()
                .context()
                .engine()
                .call(session -> session.get_settings()
                        .get_int(SettingRegistry.key(SETTING).number()));
    }

    private static boolean isConnected(Torrent torrent, Endpoint peer) {
        List<Endpoint> connected = torrent.peers().stream()
                .filter(known -> !known.client().isEmpty())
                .map(PeerInfo::endpoint)
                .toList();
        return connected.contains(peer);
    }

    /** Where nobody listens. */
    private static Endpoint free(String address) throws IOException {
        Endpoint any = Endpoint.parse(address + ":1");
        try (ServerSocket server = new ServerSocket(0, 1, any.address())) {
            return new Endpoint(any.address(), server.getLocalPort());
        }
    }
}
