package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.ScrapeFailed;
import org.torrentxt.api.alert.ScrapeReply;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.api.status.TrackerSource;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;
import org.torrentxt.impl.fixture.net.LocalWebSeed;

/** Trackers and web seeds of a torrent. */
class TrackerTest {
    private static final String FIRST = "http://127.0.0.1:1/announce";
    private static final String SECOND = "http://127.0.0.1:2/announce";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private LocalTracker tracker;
    private Seed seed;

    @BeforeEach
    void startTracker() {
        tracker = sessions.use(LocalTracker.start());
        seed = sessions.seed(folder, 300_000, TorrentFormat.V1);
    }

    private TrackerInfo only(Torrent torrent) {
        assertThat(torrent.trackers()).hasSize(1);
        return torrent.trackers().get(0);
    }

    @Test
    void theSwarmIsFoundByATracker() {
        tracker.name(seed.session().endpoint());
        LocalSession leecher = sessions.start("leecher", folder.resolve("downloads"));
        Torrent torrent = leecher.session()
                .add(seed.torrent().tracker(tracker.url()).started().build())
                .torrent();
        TrackerReply reply = leecher.alerts().await(TrackerReply.class);
        assertThat(reply.tracker()).isEqualTo(tracker.url());
        assertThat(reply.numPeers()).isEqualTo(1);
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(folder.resolve("downloads"));
        assertThat(torrent.status().orElseThrow().currentTracker()).isEqualTo(tracker.url());
        assertThat(torrent.status().orElseThrow().numComplete()).isEqualTo(LocalTracker.SEEDS);
        assertThat(torrent.status().orElseThrow().numIncomplete()).isEqualTo(LocalTracker.LEECHERS);
        assertThat(tracker.requests().get(0)).startsWith("/announce?info_hash=").contains("event=started");
    }

    @Test
    void aTrackerTellsWhatItSaidAndWhenItIsAskedNext() {
        Torrent torrent = seed.seeding();
        Instant before = Instant.now();
        torrent.addTracker(tracker.url(), 3);
        seed.session().alerts().await(TrackerReply.class);
        Wait.until("it is told", () -> !only(torrent).updating());
        TrackerInfo info = only(torrent);
        assertThat(info.url()).isEqualTo(tracker.url());
        assertThat(info.tier()).isEqualTo(3);
        assertThat(info.verified()).isTrue();
        assertThat(info.source()).containsExactly(TrackerSource.CLIENT);
        assertThat(info.fails()).isZero();
        assertThat(info.message()).isEmpty();
        assertThat(info.numComplete()).isEqualTo(LocalTracker.SEEDS);
        assertThat(info.numIncomplete()).isEqualTo(LocalTracker.LEECHERS);
        Duration left = Duration.between(before, info.nextAnnounce().orElseThrow());
        assertThat(left)
                .isBetween(
                        Duration.ofSeconds(LocalTracker.INTERVAL_SECONDS - 5),
                        Duration.ofSeconds(LocalTracker.INTERVAL_SECONDS + 60));
    }

    @Test
    void aTrackerThatRefusesTellsWhy() {
        tracker.failWith("not today");
        Torrent torrent = seed.seeding();
        torrent.addTracker(tracker.url(), 0);
        TrackerError error = seed.session().alerts().await(TrackerError.class);
        assertThat(error.tracker()).isEqualTo(tracker.url());
        assertThat(error.failure().message()).contains("not today");
        Wait.until("it is told", () -> only(torrent).fails() > 0);
        assertThat(only(torrent).message()).contains("not today");
        assertThat(only(torrent).verified()).isFalse();
        assertThat(only(torrent).numComplete()).isEqualTo(-1);
        assertThat(only(torrent).nextAnnounce()).isPresent();

        tracker.failWith("");
        torrent.reannounce();
        seed.session().alerts().await(TrackerReply.class);
        Wait.until("it is well again", () -> only(torrent).fails() == 0);
        assertThat(only(torrent).message()).isEmpty();
    }

    @Test
    void aReannounceAsksAtOnce() {
        Torrent torrent = seed.seeding();
        torrent.addTracker(tracker.url(), 0);
        seed.session().alerts().await(TrackerReply.class);
        int asked = tracker.requests().size();
        torrent.reannounce();
        Wait.until("it is asked again", () -> tracker.requests().size() > asked);
        seed.session().alerts().awaitCount(TrackerReply.class, 2);
    }

    @Test
    void aScrapeTellsTheSwarm() {
        Torrent torrent = seed.seeding();
        torrent.addTracker(tracker.url(), 0);
        seed.session().alerts().await(TrackerReply.class);
        torrent.scrape();
        ScrapeReply reply = seed.session().alerts().await(ScrapeReply.class);
        assertThat(reply.tracker()).isEqualTo(tracker.url());
        assertThat(reply.numComplete()).isEqualTo(LocalTracker.SEEDS);
        assertThat(reply.numIncomplete()).isEqualTo(LocalTracker.LEECHERS);

        tracker.failWith("no scrapes");
        torrent.scrape();
        ScrapeFailed failed = seed.session().alerts().await(ScrapeFailed.class);
        assertThat(failed.tracker()).isEqualTo(tracker.url());
        assertThat(failed.failure().errorMessage()).isNotBlank();
    }

    @Test
    void whatHasNoTrackerToAskIsNotScraped() {
        Torrent torrent = seed.seeding();
        assertThatThrownBy(torrent::scrape)
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("has no trackers");
        Torrent heldBack = seed.session()
                .session()
                .add(AddTorrent.magnet("magnet:?xt=urn:btih:" + "ab".repeat(20)
                                + "&tr=http%3A%2F%2Ftracker.example%2Fannounce")
                        .build())
                .torrent();
        assertThat(heldBack.trackers()).hasSize(1);
        assertThatThrownBy(heldBack::scrape)
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("not used while network=local");
    }

    @Test
    void trackersAreAddedReplacedAndRemoved() {
        Torrent torrent = seed.seeding();
        torrent.addTracker(FIRST, 1);
        torrent.addTracker(SECOND, 0);
        torrent.addTracker(FIRST, 1);
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly(SECOND, FIRST);
        assertThat(torrent.trackers()).extracting(TrackerInfo::tier).containsExactly(0, 1);

        torrent.replaceTrackers(List.of(List.of(FIRST), List.of(tracker.url(), SECOND)));
        assertThat(torrent.trackers())
                .extracting(info -> info.tier() + " " + info.url())
                .containsExactly("0 " + FIRST, "1 " + tracker.url(), "1 " + SECOND);
        torrent.removeTracker(tracker.url());
        torrent.removeTracker("http://127.0.0.1:9/none");
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly(FIRST, SECOND);
        torrent.replaceTrackers(List.of());
        assertThat(torrent.trackers()).isEmpty();
    }

    @Test
    void refusesTrackersThatAreNone() {
        Torrent torrent = seed.seeding();
        torrent.addTracker(FIRST, 0);
        assertThatThrownBy(() -> torrent.addTracker("ftp://127.0.0.1/announce", 0))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("ftp://127.0.0.1/announce");
        assertThatThrownBy(() -> torrent.addTracker(SECOND, 256)).hasMessageContaining("0 to 255");
        assertThatThrownBy(() -> torrent.addTracker("http://192.0.2.1/announce", 0))
                .hasMessageContaining("network=local");
        assertThatThrownBy(() -> torrent.replaceTrackers(List.of(List.of(SECOND), List.of("nonsense"))))
                .isInstanceOf(TorrentException.class);
        assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly(FIRST);
    }

    @Test
    void webSeedsAreAddedAndRemoved() {
        Torrent torrent = seed.seeding();
        torrent.addWebSeed("http://127.0.0.1:1/files/");
        torrent.addWebSeed("http://127.0.0.1:2/files/");
        torrent.addWebSeed("http://127.0.0.1:1/files/");
        assertThat(torrent.webSeeds())
                .containsExactlyInAnyOrder("http://127.0.0.1:1/files/", "http://127.0.0.1:2/files/");
        torrent.removeWebSeed("http://127.0.0.1:1/files/");
        torrent.removeWebSeed("http://127.0.0.1:3/none/");
        assertThat(torrent.webSeeds()).containsExactly("http://127.0.0.1:2/files/");
        assertThatThrownBy(() -> torrent.addWebSeed("udp://127.0.0.1:1/")).hasMessageContaining("http");
        assertThatThrownBy(() -> torrent.addWebSeed("http://192.0.2.1/")).hasMessageContaining("network=local");
    }

    @Test
    void aWebSeedAddedLaterFeedsADownload() {
        LocalWebSeed web = sessions.use(LocalWebSeed.start(folder));
        LocalSession leecher = sessions.start("leecher", folder.resolve("downloads"));
        Torrent torrent =
                leecher.session().add(seed.torrent().started().build()).torrent();
        torrent.addWebSeed(web.url());
        leecher.alerts().await(TorrentFinished.class);
        seed.assertCopiedTo(folder.resolve("downloads"));
        assertThat(web.requests()).isPositive();
    }
}
