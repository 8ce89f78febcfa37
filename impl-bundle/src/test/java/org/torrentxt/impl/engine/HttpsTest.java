package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.OtherAlert;
import org.torrentxt.api.alert.ScrapeReply;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.impl.engine.torrent.EngineView;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;
import org.torrentxt.impl.fixture.net.LocalWebSeed;
import org.torrentxt.impl.network.NetworkMode;

/** Trackers and web seeds by https, with certificates that are good and others. */
class HttpsTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed seed;

    @BeforeEach
    void startSeeder() {
        seed = sessions.seed(folder, 300_000, TorrentFormat.V1);
    }

    private LocalSession leecher(Map<String, ?> settings) {
        return sessions.use(LocalSession.startTrusting("leecher", Sessions.downloads(folder), settings));
    }

    @Test
    void theSwarmIsFoundByAnHttpsTracker() {
        LocalTracker tracker = sessions.use(LocalTracker.startSecure("valid"));
        tracker.name(seed.session().endpoint());
        LocalSession leecher = leecher(Map.of());
        Torrent torrent = leecher.session()
                .add(seed.torrent().tracker(tracker.url()).started().build())
                .torrent();
        TrackerReply reply = leecher.alerts().await(TrackerReply.class);
        assertThat(reply.tracker()).isEqualTo(tracker.url()).startsWith("https://");
        assertThat(reply.numPeers()).isEqualTo(1);
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(Sessions.downloads(folder));
        assertThat(torrent.status().orElseThrow().currentTracker()).isEqualTo(tracker.url());
        torrent.scrape();
        assertThat(leecher.alerts().await(ScrapeReply.class).tracker()).isEqualTo(tracker.url());
        assertThat(tracker.requests().get(0)).startsWith("/announce?info_hash=").contains("event=started");
    }

    @Test
    void anHttpsWebSeedFeedsADownload() {
        LocalWebSeed web = sessions.use(LocalWebSeed.startSecure(folder, "valid"));
        LocalSession leecher = leecher(Map.of());
        Torrent torrent = leecher.session()
                .add(seed.torrent().webSeed(web.url()).started().build())
                .torrent();
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(Sessions.downloads(folder));
        assertThat(torrent.webSeeds()).containsExactly(web.url());
    }

    @ParameterizedTest
    @CsvSource({
        "expired, has expired",
        "wrong-host, not for host 127.0.0.1",
        "self-signed, self-signed or issued by an unknown authority"
    })
    void aCertificateThatIsNotValidIsNamed(String certificate, String problem) {
        LocalTracker tracker = sessions.use(LocalTracker.startSecure(certificate));
        LocalWebSeed web = sessions.use(LocalWebSeed.startSecure(folder, certificate));
        LocalSession leecher = leecher(Map.of());
        Torrent torrent = leecher.session()
                .add(seed.torrent()
                        .tracker(tracker.url())
                        .webSeed(web.url())
                        .started()
                        .build())
                .torrent();
        TrackerError error = leecher.alerts().await(TrackerError.class);
        assertThat(error.tracker()).isEqualTo(tracker.url());
        assertThat(error.failure().message()).contains(tracker.url(), "certificate verify failed", problem);
        TrackerInfo info = Wait.forValue("it is told", () -> torrent.trackers().get(0), tracked -> tracked.fails() > 0);
        assertThat(info.message()).contains("certificate verify failed", problem);
        OtherAlert ofWebSeed = leecher.alerts().await(AlertType.URL_SEED);
        assertThat(ofWebSeed.toString()).contains(web.url(), "certificate verify failed", problem);
        assertThat(tracker.requests()).isEmpty();
        assertThat(web.requests()).isZero();
    }

    @Test
    void withoutValidationAnyCertificateIsTaken() {
        LocalTracker tracker = sessions.use(LocalTracker.startSecure("self-signed"));
        LocalSession leecher = leecher(Map.of("validate_https_trackers", false));
        leecher.session().add(seed.torrent().tracker(tracker.url()).started().build());
        assertThat(leecher.alerts().await(TrackerReply.class).tracker()).isEqualTo(tracker.url());
    }

    @Test
    void nobodySeesWhatTheEngineIsGivenInstead() {
        LocalTracker tracker = sessions.use(LocalTracker.startSecure("valid"));
        LocalTracker second = sessions.use(LocalTracker.startSecure("valid"));
        LocalWebSeed web = sessions.use(LocalWebSeed.startSecure(folder, "valid"));
        LocalSession leecher = leecher(Map.of());
        Torrent torrent = leecher.session()
                .add(seed.torrent()
                        .tracker(tracker.url())
                        .webSeed(web.url())
                        .paused()
                        .build())
                .torrent();
        torrent.addTracker(tracker.url(), 0); // the same is not added twice
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly(tracker.url());
        String magnet = torrent.magnetUri().orElseThrow();
        byte[] resume = Wait.answer(torrent.saveResumeData());
        byte[] file = torrent.torrentFile().orElseThrow();
        assertThat(magnet).contains("tr=https%3A%2F%2F127.0.0.1%3A", "ws=https%3A%2F%2F127.0.0.1%3A");
        assertThat(new String(resume, ISO_8859_1)).contains(tracker.url(), web.url());
        assertThat(new String(file, ISO_8859_1)).contains(tracker.url(), web.url());
        assertThat(Bencode.decodeDictionary(file)
                        .string("announce")
                        .orElseThrow()
                        .text())
                .isEqualTo(tracker.url());

        torrent.addTracker(second.url(), 1);
        torrent.removeTracker(tracker.url());
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly(second.url());
        torrent.removeWebSeed(web.url());
        assertThat(torrent.webSeeds()).isEmpty();
        torrent.resume();
        leecher.alerts().await(TrackerReply.class);
        String seen = leecher.alerts().all()
                + magnet
                + new String(resume, ISO_8859_1)
                + new String(file, ISO_8859_1)
                + torrent.status()
                + torrent.trackers();
        assertThat(seen).doesNotContain("127.84.88.84").contains(second.url());
    }

    @Test
    void fromADeviceItIsHeldBackAndSaysWhy() {
        LocalSession leecher = leecher(Map.of());
        leecher.reach(NetworkMode.INTERNET);
        Torrent torrent = leecher.session()
                .add(seed.torrent()
                        .tracker("https://127.0.0.1:9/announce")
                        .tracker("http://127.0.0.1:9/announce")
                        .webSeed("https://127.0.0.1:9/")
                        .paused()
                        .build())
                .torrent();
        assertThat(EngineView.trackers(torrent)).hasSize(2);
        leecher.session().settings().set("outgoing_interfaces", "nosuch0");
        assertThat(EngineView.trackers(torrent)).hasSize(2);
        assertThat(EngineView.webSeeds(torrent)).isEmpty();
        assertThat(torrent.webSeeds()).containsExactly("https://127.0.0.1:9/");

        Map<String, Object> proxy = Map.of("proxy_type", 2, "proxy_hostname", "127.0.0.1", "proxy_port", 9);
        leecher.session().settings().set(proxy);
        assertThat(EngineView.trackers(torrent)).containsExactly("http://127.0.0.1:9/announce");
        assertThat(torrent.trackers().get(0).message()).contains("a device in outgoing_interfaces");

        leecher.session().settings().set("proxy_peer_connections", false);
        assertThat(EngineView.trackers(torrent)).hasSize(2);
        assertThat(EngineView.webSeeds(torrent)).isEmpty();
        leecher.session().settings().set(Map.of("proxy_peer_connections", true, "outgoing_interfaces", "127.0.0.1"));
        assertThat(EngineView.trackers(torrent)).hasSize(2);
        assertThat(EngineView.webSeeds(torrent)).hasSize(1);
        leecher.session().settings().set("proxy_type", 0);
        assertThat(torrent.trackers()).hasSize(2);
    }
}
