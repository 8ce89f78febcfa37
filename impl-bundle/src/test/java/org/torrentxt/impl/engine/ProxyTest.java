package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.libtorrent4j.swig.session;
import org.torrentxt.api.SessionSettings.Setting;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.OtherAlert;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalProxy;
import org.torrentxt.impl.fixture.net.LocalTracker;
import org.torrentxt.impl.fixture.net.LocalUdpTracker;
import org.torrentxt.impl.fixture.net.LocalWebSeed;
import org.torrentxt.impl.fixture.net.ScriptedWeb;
import org.torrentxt.impl.fixture.net.ScriptedWeb.Answer;
import org.torrentxt.impl.network.NetworkMode;

/** Trackers, web seeds and peers through a proxy. */
class ProxyTest {
    // a host that only the proxy knows, and the certificate "wrong-host" is for
    private static final String NAME = "tracker.example";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed seed;

    @BeforeEach
    void startSeeder() {
        seed = sessions.seed(folder, 300_000, TorrentFormat.V1);
    }

    /** A session that reaches everything, so that a proxy is possible, but listens at loopback and looks for nobody. */
    private LocalSession leecher(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "enable_lsd", false,
                "enable_dht", false,
                "enable_upnp", false,
                "enable_natpmp", false,
                "enable_outgoing_utp", false,
                "dht_bootstrap_nodes", ""));
        all.putAll(settings);
        return sessions.use(
                LocalSession.startTrusting("leecher", NetworkMode.INTERNET, Sessions.downloads(folder), all));
    }

    private static String named(String url) {
        return url.replace("127.0.0.1", NAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void httpsTrackersAndWebSeedsAreAskedThroughAProxyOfAnyType(int type) {
        boolean byName = type != LocalProxy.SOCKS4;
        LocalProxy proxy = sessions.use(LocalProxy.start(type));
        LocalTracker tracker = sessions.use(LocalTracker.startSecure(byName ? "wrong-host" : "valid"));
        LocalWebSeed web = sessions.use(LocalWebSeed.startSecure(folder, byName ? "wrong-host" : "valid"));
        String announce = byName ? named(tracker.url()) : tracker.url();
        String files = byName ? named(web.url()) : web.url();
        LocalSession leecher = leecher(proxy.settings());
        Torrent torrent = leecher.session()
                .add(seed.torrent().tracker(announce).webSeed(files).started().build())
                .torrent();
        assertThat(leecher.alerts().await(TrackerReply.class).tracker()).isEqualTo(announce);
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(Sessions.downloads(folder));
        assertThat(proxy.asked()).contains("CONNECT " + server(announce), "CONNECT " + server(files));
        assertThat(torrent.trackers().get(0).message()).isEmpty();
        assertNothingShows(leecher, proxy);
    }

    private static String server(String url) {
        return url.replaceFirst("https?://([^/]*)/.*", "$1");
    }

    @ParameterizedTest
    @ValueSource(ints = {LocalProxy.SOCKS4, LocalProxy.HTTP_PASSWORD})
    void httpTrackersAndWebSeedsAreAskedThroughAProxy(int type) {
        boolean byName = type != LocalProxy.SOCKS4;
        LocalProxy proxy = sessions.use(LocalProxy.start(type));
        LocalTracker tracker = sessions.use(LocalTracker.start());
        LocalWebSeed web = sessions.use(LocalWebSeed.start(folder));
        String announce = byName ? named(tracker.url()) : tracker.url();
        String files = byName ? named(web.url()) : web.url();
        LocalSession leecher = leecher(proxy.settings());
        leecher.session()
                .add(seed.torrent().tracker(announce).webSeed(files).started().build());
        assertThat(leecher.alerts().await(TrackerReply.class).tracker()).isEqualTo(announce);
        leecher.alerts().await(TorrentFinished.class);
        boolean forwards = type == LocalProxy.HTTP || type == LocalProxy.HTTP_PASSWORD;
        String how = forwards ? "GET http://" : "CONNECT ";
        assertThat(proxy.asked())
                .allMatch(asked -> asked.startsWith(how) || asked.equals("ASSOCIATE"))
                .anyMatch(asked -> asked.startsWith(how + server(announce)))
                .anyMatch(asked -> asked.startsWith(how + server(files)));
    }

    @ParameterizedTest
    @ValueSource(ints = {LocalProxy.SOCKS4, LocalProxy.SOCKS5})
    void peersAreReachedThroughAProxy(int type) {
        LocalProxy proxy = sessions.use(LocalProxy.start(type));
        LocalSession leecher = leecher(proxy.settings());
        leecher.session().add(seed.download().build());
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(Sessions.downloads(folder));
        assertThat(proxy.asked())
                .contains("CONNECT 127.0.0.1:" + seed.session().endpoint().port());
    }

    @ParameterizedTest
    @ValueSource(ints = {LocalProxy.SOCKS5_PASSWORD, LocalProxy.HTTP_PASSWORD})
    void aWrongPasswordIsNamed(int type) {
        LocalProxy proxy = sessions.use(LocalProxy.start(type));
        LocalTracker tracker = sessions.use(LocalTracker.startSecure("valid"));
        LocalWebSeed web = sessions.use(LocalWebSeed.startSecure(folder, "valid"));
        LocalSession leecher = leecher(proxy.settings("wrong"));
        Torrent torrent = leecher.session()
                .add(seed.download().tracker(tracker.url()).webSeed(web.url()).build())
                .torrent();
        assertFails(leecher, torrent, "proxy 127.0.0.1:" + proxy.port() + ": authentication failed");
        assertNothingShows(leecher, proxy);
        assertThat(leecher.alerts().all().toString()).doesNotContain("wrong", LocalProxy.USER);
    }

    @Test
    void aProxyThatDoesNotRunIsNamed() {
        LocalProxy proxy = sessions.use(LocalProxy.start(LocalProxy.SOCKS5));
        proxy.close();
        LocalTracker tracker = sessions.use(LocalTracker.startSecure("valid"));
        LocalWebSeed web = sessions.use(LocalWebSeed.startSecure(folder, "valid"));
        LocalSession leecher = leecher(proxy.settings());
        Torrent torrent = leecher.session()
                .add(seed.download().tracker(tracker.url()).webSeed(web.url()).build())
                .torrent();
        assertFails(leecher, torrent, "proxy 127.0.0.1:" + proxy.port() + ": connection refused");
        assertThat(tracker.requests()).isEmpty();
        assertThat(web.requests()).isZero();
    }

    private static void assertFails(LocalSession leecher, Torrent torrent, String reason) {
        assertThat(leecher.alerts().await(TrackerError.class).failure().message())
                .contains(reason);
        assertThat(leecher.alerts().await(AlertType.URL_SEED).toString()).contains(reason);
        awaitSocksAlert(leecher, reason);
        TrackerInfo info = Wait.forValue("it is told", () -> torrent.trackers().get(0), told -> told.fails() > 0);
        assertThat(info.message()).isEqualTo(reason);
        Wait.until(
                "doctor can tell",
                () -> leecher.session().problems().stream()
                        .anyMatch(problem -> problem.text().equals(reason)));
    }

    // the engine raises others, by which it tells that it tries again
    private static void awaitSocksAlert(LocalSession session, String reason) {
        session.alerts()
                .await(
                        OtherAlert.class,
                        alert -> alert.type() == AlertType.SOCKS5
                                && alert.toString().contains(reason));
    }

    @Test
    void settingsAreReadAsTheyWereSetWhicheverIsSetFirst() {
        LocalProxy first = sessions.use(LocalProxy.start(LocalProxy.SOCKS5_PASSWORD));
        LocalProxy second = sessions.use(LocalProxy.start(LocalProxy.HTTP_PASSWORD));
        LocalTracker tracker = sessions.use(LocalTracker.startSecure("wrong-host"));
        LocalSession leecher = leecher(Map.of());
        first.settings().forEach((name, value) -> {
            leecher.session().settings().set(name, value);
            assertThat(leecher.session().settings().get(name).value()).isEqualTo(value);
        });
        assertReads(leecher, first.settings());
        assertThat(engineSays(leecher, "proxy_hostname")).isEqualTo("127.84.88.84");
        Torrent torrent = leecher.session()
                .add(seed.torrent().tracker(named(tracker.url())).started().build())
                .torrent();
        leecher.alerts().await(TrackerReply.class);
        assertThat(first.asked()).isNotEmpty();

        Object token = engineSays(leecher, "proxy_password");
        second.settings().forEach(leecher.session().settings()::set);
        assertReads(leecher, second.settings());
        assertThat(engineSays(leecher, "proxy_password")).isNotEqualTo(token);
        torrent.reannounce();
        Wait.until("the other proxy is asked", () -> !second.asked().isEmpty());

        leecher.session().settings().set("proxy_type", 0);
        assertReads(leecher, Map.of("proxy_type", 0L, "proxy_port", (long) second.port()));
        for (String name : second.settings().keySet()) {
            assertThat(engineSays(leecher, name))
                    .isEqualTo(leecher.session().settings().get(name).value());
        }
    }

    private static void assertReads(LocalSession session, Map<String, Object> expected) {
        Map<String, Object> read = new HashMap<>();
        for (Setting setting : session.session().settings().list()) {
            read.put(setting.name(), setting.value());
        }
        assertThat(read).containsAllEntriesOf(expected);
        assertThat(read.toString()).doesNotContain("127.84.88");
    }

    private static Object engineSays(LocalSession local, String name) {
        return SettingRegistry.get(
                local.session().context().engine().call(session::get_settings), SettingRegistry.key(name));
    }

    private static void assertNothingShows(LocalSession leecher, LocalProxy proxy) {
        String token = engineSays(leecher, "proxy_password").toString();
        assertThat(token).hasSize(32);
        assertThat(leecher.alerts().all().toString()
                        + leecher.session().settings().list())
                .doesNotContain("127.84.88.84:" + engineSays(leecher, "proxy_port"))
                .doesNotContain(token, engineSays(leecher, "proxy_username").toString());
        assertThat(leecher.alerts().all().toString()).doesNotContain(LocalProxy.PASSWORD);
    }

    @Test
    void webSeedsDoNotLeadToServersNearTheProxy() {
        LocalProxy proxy = sessions.use(LocalProxy.start(LocalProxy.SOCKS5));
        LocalWebSeed near = sessions.use(LocalWebSeed.start(folder));
        ScriptedWeb redirecting = sessions.use(ScriptedWeb.start(request -> Answer.redirect(near.url())));
        LocalSession leecher = leecher(proxy.settings());
        leecher.session()
                .add(seed.torrent()
                        .webSeed(near.url().replace("127.0.0.1", "127.1"))
                        .webSeed(near.url().replace("127.0.0.1", "0x7f000001"))
                        .webSeed(near.url().replace("127.0.0.1", "localhost") + "?shutdown=")
                        .webSeed(named(redirecting.url("/")))
                        .started()
                        .build());
        for (String reason : List.of(
                "unknown host: 127.1",
                "unknown host: 0x7f000001",
                "the URL of a web seed in the local network must not contain parameters",
                "redirect from a web seed on the Internet to")) {
            leecher.alerts().await(OtherAlert.class, alert -> alert.toString().contains(reason));
        }
        assertThat(near.requests()).isZero();
        assertThat(proxy.asked()).contains("CONNECT " + server(named(redirecting.url("/"))));
    }

    @Test
    void nobodyElseOnThisHostCanUseTheFront() throws IOException {
        LocalProxy proxy = sessions.use(LocalProxy.start(LocalProxy.SOCKS5));
        LocalSession leecher = leecher(proxy.settings());
        String host = engineSays(leecher, "proxy_hostname").toString();
        int port = Math.toIntExact((Long) engineSays(leecher, "proxy_port"));
        List<String> attempts = List.of(
                "\5\1\0\5\1\0\1\177\0\0\1\0\11", // without a password
                "\5\1\2\1\4user\4word\5\1\0\1\177\0\0\1\0\11",
                "\4\1\0\11\177\0\0\1\0", // SOCKS4
                "CONNECT 127.0.0.1:9 HTTP/1.1\r\n\r\n",
                "CONNECT 127.0.0.1:9 HTTP/1.1\r\nProxy-Authorization: Basic dXNlcjp3b3Jk\r\n\r\n",
                "GET http://127.0.0.1:9/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "");
        for (String attempt : attempts) {
            try (Socket stranger = new Socket(host, port)) {
                stranger.setSoTimeout(30_000);
                stranger.getOutputStream().write(attempt.getBytes(ISO_8859_1));
                stranger.shutdownOutput();
                String answer = new String(stranger.getInputStream().readAllBytes(), ISO_8859_1);
                assertThat(answer)
                        .as(attempt)
                        .satisfiesAnyOf(
                                text -> assertThat(text).isIn("", "\5\377", "\5\2\1\1"),
                                text -> assertThat(text).startsWith("HTTP/1.0 407 "));
            }
        }
        assertThat(proxy.asked()).noneMatch(asked -> asked.startsWith("CONNECT"));
    }

    @Test
    void udpTrackersAreAskedThroughSocks5() {
        LocalProxy proxy = sessions.use(LocalProxy.start(LocalProxy.SOCKS5_PASSWORD));
        LocalUdpTracker tracker = sessions.use(LocalUdpTracker.start());
        LocalSession leecher = leecher(proxy.settings());
        Wait.until("it relays", () -> proxy.asked().contains("ASSOCIATE"));
        Torrent torrent = leecher.session()
                .add(seed.torrent().tracker(tracker.url()).started().build())
                .torrent();
        torrent.reannounce();
        Wait.until("it is announced", () -> {
            torrent.reannounce(); // what is sent before the relay is ready is lost
            return leecher.alerts().all().stream().anyMatch(TrackerReply.class::isInstance);
        });
        assertThat(proxy.asked()).contains("DATAGRAM 127.0.0.1:" + tracker.port());
    }

    @Test
    void aProxyThatComesLaterIsUsedForDatagrams() {
        LocalProxy proxy = sessions.use(LocalProxy.start(LocalProxy.SOCKS5));
        LocalProxy down = LocalProxy.start(LocalProxy.SOCKS5);
        down.close();
        LocalSession leecher = leecher(down.settings());
        awaitSocksAlert(leecher, "proxy 127.0.0.1:" + down.port() + ": connection refused");
        leecher.session().settings().set("proxy_port", proxy.port());
        Wait.until("it relays", () -> proxy.asked().contains("ASSOCIATE"));
        assertThat(leecher.session().problems())
                .noneMatch(problem -> problem.subject().equals("proxy"));
    }
}
