package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.PeerSource;
import org.torrentxt.api.status.TorrentInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** What clients show of a torrent beside its progress: when, how long, by whom, and what was in vain. */
class FactsTest {
    private static final int SIZE = 2_000_000;
    private static final Map<String, Object> SLOW = Map.of("upload_rate_limit", 200_000);
    private static final String COMMENT = "Zażółć 🙂 <b>";
    private static final Instant CREATED = Instant.parse("2021-03-04T05:06:07Z");

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @Test
    void bothSidesOfADownloadTellWhenAndForHowLong() {
        Instant before = Instant.now().minusSeconds(2);
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, SLOW);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(PieceFinished.class);
        TorrentStatus sending = Wait.forValue("it sends", () -> status(seed.seeding()), seen -> seen.numUploads() == 1);
        TorrentStatus receiving = Wait.forValue(
                "it has been running for a while",
                () -> status(torrent),
                seen -> seen.activeTime().compareTo(Duration.ofSeconds(1)) >= 0);

        assertThat(sending.lastUpload()).get().satisfies(time -> assertIsBetween(before, time));
        assertThat(sending.lastDownload()).isEmpty();
        assertThat(sending.seedingTime()).isEqualTo(sending.activeTime());
        assertThat(sending.finishedTime()).isEqualTo(sending.activeTime());
        assertThat(receiving.lastDownload()).get().satisfies(time -> assertIsBetween(before, time));
        assertThat(receiving.lastUpload()).isEmpty();
        assertThat(receiving.activeTime()).isLessThan(Duration.between(before, Instant.now()));
        assertThat(receiving.seedingTime()).isZero();
        assertThat(receiving.finishedTime()).isZero();
        assertThat(receiving.numKnownPeers()).isEqualTo(1);
        assertThat(receiving.totalFailed()).isZero();
        assertThat(receiving.totalRedundant()).isZero();
        assertThat(receiving.isMoving()).isFalse();
        assertThat(torrent.peers()).allSatisfy(peer -> assertThat(peer.source()).containsOnly(PeerSource.TRACKER));
        assertThat(seed.seeding().peers())
                .allSatisfy(peer -> assertThat(peer.source()).containsOnly(PeerSource.INCOMING));
    }

    private static void assertIsBetween(Instant before, Instant time) {
        assertThat(time).isBetween(before, Instant.now().plusSeconds(1));
    }

    private static TorrentStatus status(Torrent torrent) {
        return torrent.status().orElseThrow();
    }

    @Test
    void theSourceOfATorrentNamesItsAuthor() {
        LocalSession session = sessions.start("session", folder);
        Torrent torrent = session.session()
                .add(AddTorrent.torrentBytes(created().content()).paused().build())
                .torrent();
        TorrentInfo info = TorrentInfo.of(torrent).orElseThrow();
        assertThat(info.comment()).isEqualTo(COMMENT);
        assertThat(info.creator()).isEqualTo("the test");
        assertThat(info.creationDate()).contains(CREATED);
        assertThat(info.isPrivate()).isTrue();

        Torrent magnet = session.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).paused().build())
                .torrent();
        TorrentInfo unknown = TorrentInfo.of(magnet).orElseThrow();
        assertThat(unknown.comment()).isEmpty();
        assertThat(unknown.creator()).isEmpty();
        assertThat(unknown.creationDate()).isEmpty();
        assertThat(unknown.isPrivate()).isFalse();
        assertThat(unknown.distributedCopies()).isEqualTo(-1);
    }

    private CreatedTorrent created() {
        return TestCreator.create(CreateTorrent.of(Content.write(folder, SIZE))
                .comment(COMMENT)
                .creator("the test")
                .creationDate(CREATED)
                .privateTorrent(true)
                .build());
    }

    @Test
    void copiesInTheSwarmAreCountedByPieces() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, SLOW);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(PieceFinished.class);
        assertThat(TorrentInfo.of(torrent).orElseThrow().distributedCopies()).isEqualTo(1);
        assertThat(TorrentInfo.of(seed.seeding()).orElseThrow().distributedCopies())
                .isEqualTo(-1);
    }

    @Test
    void allThatIsKnownOutlivesARestart() {
        Instant started = Instant.now().minusSeconds(2);
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession first = sessions.use(saved());
        Torrent torrent = first.session()
                .add(AddTorrent.torrentBytes(created().content()).paused().build())
                .torrent();
        Torrent downloaded = first.session()
                .add(seed.download().savePath(Sessions.downloads(folder)).build())
                .torrent();
        first.alerts().await(TorrentFinished.class);
        Wait.until(
                "it has been seeding for a while",
                () -> !status(downloaded).seedingTime().isZero());
        downloaded.pause();
        first.alerts().await(TorrentPaused.class);
        TorrentStatus before = status(downloaded);
        first.close();

        LocalSession second = sessions.use(saved());
        second.session().whenLoaded().toCompletableFuture().join();
        TorrentInfo info = second.session().info(torrent.id()).orElseThrow();
        assertThat(info.comment()).isEqualTo(COMMENT);
        assertThat(info.creator()).isEqualTo("the test");
        assertThat(info.creationDate()).contains(CREATED);
        assertThat(info.isPrivate()).isTrue();
        TorrentStatus after = Wait.forValue(
                "it is checked",
                () -> second.session().info(downloaded.id()).orElseThrow().status(),
                TorrentStatus::isSeeding);
        assertThat(after.lastDownload()).isPresent().isEqualTo(before.lastDownload());
        assertThat(after.lastSeenComplete()).get().satisfies(time -> assertIsBetween(started, time));
        assertThat(after.activeTime()).isEqualTo(before.activeTime());
        assertThat(after.finishedTime()).isEqualTo(before.finishedTime());
        assertThat(after.seedingTime()).isEqualTo(before.seedingTime()).isPositive();
    }

    private LocalSession saved() {
        return LocalSession.startSaved("saved", Sessions.downloads(folder), folder.resolve("state"), Map.of());
    }
}
