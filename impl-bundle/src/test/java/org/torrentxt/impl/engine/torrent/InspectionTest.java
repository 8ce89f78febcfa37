package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.MetadataReceived;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** What is told of a torrent, before, during and after its download. */
class InspectionTest {
    private static final int SIZE = 2_000_000;
    private static final int BLOCK = 16 * 1024;
    private static final Map<String, Object> SLOW = Map.of("upload_rate_limit", 200_000);

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @Test
    void theStatusOfADownloadUnderWay() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID, SLOW);
        LocalSession leecher = sessions.leecher(folder);
        Instant before = Instant.now();
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(PieceFinished.class);
        TorrentStatus status =
                Wait.forValue("it has a rate", () -> torrent.status().orElseThrow(), seen -> seen.downloadRate() > 0);
        assertThat(status.id()).isEqualTo(torrent.id());
        assertThat(status.name()).isEqualTo("content");
        assertThat(status.state()).isEqualTo(TorrentState.DOWNLOADING);
        assertThat(status.progress()).isGreaterThan(0).isLessThan(1);
        assertThat(status.totalDone()).isPositive().isLessThan(SIZE);
        assertThat(status.totalWanted()).isEqualTo(SIZE);
        assertThat(status.totalSize()).isEqualTo(SIZE);
        assertThat(status.numPeers()).isEqualTo(1);
        assertThat(status.numSeeds()).isEqualTo(1);
        assertThat(status.numConnections()).isEqualTo(1);
        assertThat(status.savePath()).isEqualTo(Sessions.downloads(folder));
        assertThat(status.infoHashes()).isEqualTo(seed.created().infoHashes());
        assertThat(status.numPieces()).isEqualTo(seed.created().numPieces());
        assertThat(status.pieceLength()).isEqualTo(seed.created().pieceLength());
        assertThat(status.piecesDone()).isPositive().isLessThan(status.numPieces());
        assertThat(status.allTimeDownload()).isPositive();
        assertThat(status.numComplete()).isEqualTo(-1);
        assertThat(status.numIncomplete()).isEqualTo(-1);
        assertThat(status.hasMetadata()).isTrue();
        assertThat(status.isFinished()).isFalse();
        assertThat(status.isSeeding()).isFalse();
        assertThat(status.isPaused()).isFalse();
        assertThat(status.error()).isEmpty();
        assertThat(status.eta())
                .contains(Duration.ofSeconds((SIZE - status.totalWantedDone()) / status.downloadRate()));
        assertThat(status.addedTime())
                .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(1));
        assertThat(status.completedTime()).isEmpty();
        assertThat(status.queuePosition()).isZero();
        assertThat(status.currentTracker()).isEmpty();
        assertThat(status.flags()).isEqualTo(torrent.flags()).doesNotContain(TorrentFlag.PAUSED);

        Torrent seeding = seed.seeding();
        TorrentStatus sending =
                Wait.forValue("it sends", () -> seeding.status().orElseThrow(), seen -> seen.uploadRate() > 0);
        assertThat(sending.downloadRate()).isZero();
        assertThat(sending.allTimeUpload()).isPositive();
        assertThat(sending.allTimeDownload()).isZero();
    }

    @Test
    void theStatusOfASessionAddsUpItsTorrents() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID, SLOW);
        LocalSession leecher = sessions.leecher(folder);
        leecher.session().add(seed.download().build());
        leecher.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).paused().build());
        SessionStatus receiving =
                Wait.forValue("it receives", leecher.session()::status, seen -> seen.downloadRate() > 0);
        assertThat(receiving.numTorrents()).isEqualTo(2);
        assertThat(receiving.numPeers()).isEqualTo(1);
        assertThat(receiving.uploadRate()).isZero();
        assertThat(receiving.totalDownload()).isPositive().isLessThan(SIZE);
        assertThat(receiving.totalUpload()).isZero();
        SessionStatus sending =
                Wait.forValue("it sends", seed.session().session()::status, seen -> seen.uploadRate() > 0);
        assertThat(sending.downloadRate()).isZero();
        assertThat(sending.totalUpload()).isPositive();
        assertThat(sending.totalDownload()).isZero();
        assertThat(sending.counters())
                .hasEntrySatisfying(
                        "disk.num_blocks_read", count -> assertThat(count).isPositive());

        seed.session().session().settings().set("upload_rate_limit", 0);
        leecher.alerts().await(TorrentFinished.class);
        SessionStatus through =
                Wait.forValue("all is counted", leecher.session()::status, seen -> seen.totalDownload() >= SIZE);
        assertThat(through.counters().get("disk.num_blocks_written")).isGreaterThanOrEqualTo(SIZE / BLOCK);
        Wait.until(
                "all is counted there",
                () -> seed.session().session().status().totalUpload() >= through.totalDownload());
    }

    @Test
    void theStatusOfACompleteTorrent() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(TorrentFinished.class);
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
        TorrentStatus status = torrent.status().orElseThrow();
        assertThat(status.state()).isEqualTo(TorrentState.SEEDING);
        assertThat(status.progress()).isEqualTo(1);
        assertThat(status.totalDone()).isEqualTo(SIZE);
        assertThat(status.totalWantedDone()).isEqualTo(SIZE);
        assertThat(status.isFinished()).isTrue();
        assertThat(status.eta()).isEmpty();
        assertThat(status.completedTime())
                .get()
                .matches(time -> !time.isAfter(Instant.now().plusSeconds(1)));
        assertThat(status.queuePosition()).isEqualTo(-1);
        Wait.until("it is counted", () -> torrent.status().orElseThrow().allTimeDownload() >= SIZE);
        Wait.until(
                "it is counted there",
                () -> seed.seeding().status().orElseThrow().allTimeUpload() >= SIZE);
    }

    @Test
    void theStatusOfAllIsThatOfEach() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        LocalSession local = sessions.leecher(folder);
        Torrent first = local.session()
                .add(seed.torrent().paused().sequential().build())
                .torrent();
        Torrent second = local.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).paused().build())
                .torrent();
        Wait.until(
                "both are checked",
                () -> local.session().statuses().stream()
                        .map(TorrentStatus::state)
                        .noneMatch(state -> state == TorrentState.CHECKING_RESUME || state == TorrentState.QUEUED));
        assertThat(local.session().statuses())
                .containsExactly(first.status().orElseThrow(), second.status().orElseThrow());
    }

    @Test
    void filesTellHowFarTheyAre() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID, SLOW);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent =
                leecher.session().add(seed.download().sequential().build()).torrent();
        leecher.alerts().await(PieceFinished.class);
        Wait.until("a file has grown", () -> torrent.files().get(0).progress() > 0);
        List<FileInfo> files = torrent.files();
        assertThat(files)
                .extracting(FileInfo::path)
                .containsExactly("content/a.bin", "content/sub/b.bin", "content/sub/c.bin");
        assertThat(files).extracting(FileInfo::size).containsExactly(1_000_000L, 666_666L, 333_334L);
        assertThat(files).extracting(FileInfo::priority).containsOnly(FilePriority.NORMAL);
        assertThat(files.get(0).progress()).isLessThanOrEqualTo(1_000_000);
        seed.session().session().settings().set("upload_rate_limit", 0);
        leecher.alerts().await(TorrentFinished.class);
        Wait.until("all have", () -> torrent.files().stream().allMatch(file -> file.progress() == file.size()));
    }

    @Test
    void peersPiecesAndAvailability() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, SLOW);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts().await(PieceFinished.class);
        assertThat(torrent.pieces().cardinality())
                .isPositive()
                .isLessThan(seed.created().numPieces());
        assertThat(torrent.pieceAvailability())
                .hasSize(seed.created().numPieces())
                .containsOnly(1);

        PeerInfo from = onePeer(torrent, peer -> peer.downRate() > 0);
        assertThat(from.endpoint()).isEqualTo(seed.session().endpoint());
        assertThat(from.client()).startsWith("TorrentXT");
        assertThat(from.progress()).isEqualTo(1.0);
        assertThat(from.upRate()).isZero();
        assertThat(from.totalDown()).isPositive();
        assertThat(from.totalUp()).isZero();
        assertThat(from.flags()).contains(PeerFlag.SEED, PeerFlag.OUTGOING);
        PeerInfo to = onePeer(seed.seeding(), peer -> peer.upRate() > 0 && peer.progress() > 0);
        assertThat(to.progress()).isLessThan(1.0);
        assertThat(to.downRate()).isZero();
        assertThat(to.totalUp()).isPositive();
        assertThat(to.totalDown()).isZero();
        assertThat(seed.seeding().pieceAvailability()).isEmpty();
        assertThat(seed.seeding().downloadQueue()).isEmpty();
    }

    @Test
    void theInfoByIdIsWhatTheTorrentTellsUntilItIsGone() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID, SLOW);
        TorrentSession session = sessions.leecher(folder).session();
        Torrent torrent = session.add(seed.download()
                        .tracker("http://user:secret@127.0.0.1:1/announce")
                        .webSeed("http://user:secret@127.0.0.1:2/")
                        .downloadLimit(100_000)
                        .maxConnections(20)
                        .build())
                .torrent();
        Wait.until(
                "the same peers by both, while the engine may replace one connection by another",
                () -> !torrent.peers().isEmpty()
                        && endpoints(session.peers(torrent.id())).equals(endpoints(torrent.peers())));
        torrent.pause();
        // what a download changes stands still
        TorrentInfo info = Wait.forValue(
                "it stands still",
                () -> session.info(torrent.id()).orElseThrow(),
                seen -> seen.equals(TorrentInfo.of(torrent).orElseThrow())
                        && seen.status().isPaused());

        assertThat(info.status().flags()).contains(TorrentFlag.PAUSED);
        assertThat(info.files()).hasSize(3);
        assertThat(info.trackers()).extracting(TrackerInfo::url).containsExactly("http://***@127.0.0.1:1/announce");
        assertThat(info.webSeeds()).containsExactly("http://***@127.0.0.1:2/");
        assertThat(info.magnetUri()).isPresent().isEqualTo(torrent.magnetUri());
        assertThat(info.downloadLimit()).isEqualTo(100_000);
        assertThat(info.uploadLimit()).isZero();
        assertThat(info.maxConnections()).isEqualTo(20);
        assertThat(info.maxUploads()).isEqualTo(-1);
        assertThat(info.moveProgress()).isEmpty();
        assertThat(info.toString()).doesNotContain("secret");

        torrent.remove(false);
        assertThat(session.info(torrent.id())).isEmpty();
        assertThat(session.peers(torrent.id())).isEmpty();
        assertThat(session.info(-1)).isEmpty();
    }

    private static List<Endpoint> endpoints(List<PeerInfo> peers) {
        return peers.stream().map(PeerInfo::endpoint).toList();
    }

    private static PeerInfo onePeer(Torrent torrent, Predicate<PeerInfo> condition) {
        return Wait.forValue(
                        "a peer at work", torrent::peers, peers -> peers.size() == 1 && condition.test(peers.get(0)))
                .get(0);
    }

    @Test
    void theDownloadQueueTellsHowFarEachPieceIs() {
        int blocks = 64;
        LocalSession seeder = sessions.start("seeder", folder, Map.of("upload_rate_limit", 60_000));
        Path content = Content.write(folder, SIZE);
        Seed seed = sessions.seeding(new Seed(
                seeder,
                content,
                TestCreator.create(CreateTorrent.of(content)
                        .format(TorrentFormat.V1)
                        .pieceLength(blocks * BLOCK)
                        .build())));
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent =
                leecher.session().add(seed.download().sequential().build()).torrent();
        PartialPiece first = Wait.forValue(
                        "more of a piece is there than is missing",
                        torrent::downloadQueue,
                        queue -> !queue.isEmpty()
                                && queue.get(0).finished() > blocks / 2
                                && queue.get(0).requested() > queue.get(0).writing())
                .get(0);
        assertThat(first.piece()).isZero();
        assertThat(first.numBlocks()).isEqualTo(blocks);
        assertThat(first.finished() + first.writing() + first.requested()).isLessThanOrEqualTo(blocks);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void theMagnetLinkAndTorrentFileOfAMagnetLeadToTheSameTorrent(TorrentFormat format) {
        Seed seed = sessions.seed(folder, SIZE, format);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session()
                .add(seed.magnet().tracker("http://127.0.0.1:1/announce").build())
                .torrent();
        torrent.addTracker("http://127.0.0.1:2/announce", 1);
        torrent.addWebSeed("http://127.0.0.1:3/");
        leecher.alerts().await(MetadataReceived.class);
        leecher.alerts().await(TorrentFinished.class);
        String magnet = torrent.magnetUri().orElseThrow();
        byte[] file = torrent.torrentFile().orElseThrow();
        assertThat(magnet).contains("dn=content").contains("tr=http%3A%2F%2F127.0.0.1%3A1%2Fannounce");
        assertThat(seed.created().infoHashes().stream())
                .allSatisfy(hash -> assertThat(magnet).contains(hash.hex()));

        LocalSession third = sessions.start("third", Sessions.downloads(folder));
        Torrent again = third.session()
                .add(AddTorrent.torrentBytes(file).started().build())
                .torrent();
        assertThat(again.infoHashes()).isEqualTo(seed.created().infoHashes());
        assertThat(again.trackers())
                .extracting(tracker -> tracker.tier() + " " + tracker.url())
                .containsExactly("0 http://127.0.0.1:1/announce", "1 http://127.0.0.1:2/announce");
        assertThat(again.webSeeds()).containsExactly("http://127.0.0.1:3/");
        // complete with the hashes of its pieces, it can check what is there
        third.alerts().await(TorrentFinished.class);
        LocalSession fourth = sessions.start("fourth", folder.resolve("fourth"));
        assertThat(fourth.session()
                        .add(AddTorrent.magnet(magnet).build())
                        .torrent()
                        .infoHashes())
                .isEqualTo(seed.created().infoHashes());
    }
}
