package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.PieceFinished;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** What of a torrent is downloaded, and in which order. */
class PriorityTest {
    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    // with few requests under way, what is wanted first is asked for first
    private LocalSession leecherOfFewRequests() {
        return sessions.leecher(folder, Map.of("max_out_request_queue", 4));
    }

    private static Torrent addPaused(LocalSession leecher, Seed seed) {
        Torrent torrent = leecher.session().add(seed.torrent().paused().build()).torrent();
        leecher.alerts().await(TorrentChecked.class);
        return torrent;
    }

    private static void download(LocalSession leecher, Seed seed, Torrent torrent) {
        torrent.connectPeer(seed.session().endpoint());
        torrent.resume();
        leecher.alerts().await(TorrentFinished.class);
    }

    private static List<Integer> piecesInOrder(LocalSession leecher) {
        return leecher.alerts().all().stream()
                .filter(PieceFinished.class::isInstance)
                .map(alert -> ((PieceFinished) alert).piece())
                .toList();
    }

    /** Who saves it holds the lock of the torrent, and asks for the priorities: they must not ask for that lock. */
    @Test
    void areSetWhileTheTorrentIsSaved() {
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = addPaused(leecher, sessions.seed(folder, SIZE, TorrentFormat.V1));
        synchronized (torrent) {
            Wait.answer(CompletableFuture.runAsync(() -> torrent.setPiecePriority(1, FilePriority.SKIP)));
        }
        assertThat(torrent.piecePriorities().get(1)).isEqualTo(FilePriority.SKIP);
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void aSkippedFileIsNotDownloaded(TorrentFormat format) {
        Seed seed = sessions.seed(folder, SIZE, format);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = addPaused(leecher, seed);
        FileInfo skipped = torrent.files().get(1);
        torrent.setFilePriority(skipped.index(), FilePriority.SKIP);
        assertThat(torrent.files())
                .extracting(FileInfo::priority)
                .containsExactly(FilePriority.NORMAL, FilePriority.SKIP, FilePriority.NORMAL);
        download(leecher, seed, torrent);

        assertThat(Content.filesBelow(folder.resolve("downloads/content")))
                .containsExactly(Path.of("a.bin"), Path.of("sub/c.bin"));
        TorrentStatus status = torrent.status().orElseThrow();
        assertThat(status.state()).isEqualTo(TorrentState.FINISHED);
        assertThat(status.isFinished()).isTrue();
        assertThat(status.isSeeding()).isFalse();
        // pieces that the file shares with its neighbours are wanted all the same
        long wanted = SIZE - skipped.size();
        assertThat(status.totalWanted()).isBetween(wanted, wanted + 2L * status.pieceLength());
        assertThat(status.totalWantedDone()).isEqualTo(status.totalWanted());
        assertThat(torrent.files().get(1).progress()).isLessThan(skipped.size());
    }

    @Test
    void aFileThatIsWantedAfterAllIsDownloadedThen() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        // the first connection may be about to be closed when the second is asked for
        LocalSession leecher = sessions.leecher(folder, Map.of("min_reconnect_time", 1));
        Torrent torrent = addPaused(leecher, seed);
        Map<Integer, FilePriority> all = new HashMap<>();
        torrent.files().forEach(file -> all.put(file.index(), FilePriority.SKIP));
        all.put(torrent.files().get(2).index(), FilePriority.TOP);
        torrent.setFilePriorities(all);
        download(leecher, seed, torrent);
        assertThat(Content.filesBelow(folder.resolve("downloads/content"))).containsExactly(Path.of("sub/c.bin"));

        all.replaceAll((file, priority) -> FilePriority.LOW);
        torrent.setFilePriorities(all);
        torrent.connectPeer(seed.session().endpoint());
        Wait.until("all is there", () -> torrent.status().orElseThrow().isSeeding());
        seed.assertCopiedTo(Sessions.downloads(folder));
    }

    @Test
    void filesAreNamedByTheirIndexPadFilesIncluded() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        Torrent torrent = addPaused(sessions.leecher(folder), seed);
        assertThat(torrent.files()).extracting(FileInfo::index).containsExactly(0, 2, 4);
        torrent.setFilePriority(2, FilePriority.TOP);
        assertThat(torrent.files())
                .extracting(FileInfo::priority)
                .containsExactly(FilePriority.NORMAL, FilePriority.TOP, FilePriority.NORMAL);
    }

    @Test
    void aSkippedPieceIsNotDownloaded() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = addPaused(leecher, seed);
        torrent.setPiecePriority(0, FilePriority.SKIP);
        torrent.setPiecePriorities(Map.of(2, FilePriority.SKIP, 3, FilePriority.TOP));
        assertThat(torrent.piecePriorities())
                .hasSize(seed.created().numPieces())
                .startsWith(FilePriority.SKIP, FilePriority.NORMAL, FilePriority.SKIP, FilePriority.TOP);
        download(leecher, seed, torrent);
        assertThat(torrent.pieces().get(0)).isFalse();
        assertThat(torrent.pieces().get(1)).isTrue();
        assertThat(torrent.pieces().get(2)).isFalse();
        assertThat(torrent.pieces().cardinality()).isEqualTo(seed.created().numPieces() - 2);
    }

    @Test
    void aPieceOfTopPriorityComesFirst() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, Map.of("upload_rate_limit", 400_000));
        LocalSession leecher = leecherOfFewRequests();
        Torrent torrent = addPaused(leecher, seed);
        int last = seed.created().numPieces() - 1;
        Map<Integer, FilePriority> low = new HashMap<>();
        for (int piece = 0; piece < last; piece++) {
            low.put(piece, FilePriority.LOW);
        }
        low.put(last, FilePriority.TOP);
        torrent.setPiecePriorities(low);
        torrent.connectPeer(seed.session().endpoint());
        torrent.resume();
        leecher.alerts().await(PieceFinished.class, alert -> alert.piece() == last);
        assertThat(piecesInOrder(leecher).indexOf(last)).isLessThan(last / 4);
    }

    @Test
    void aSequentialDownloadComesInOrder() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, Map.of("upload_rate_limit", 3_000_000));
        LocalSession leecher = leecherOfFewRequests();
        leecher.session().add(seed.download().sequential().build());
        leecher.alerts().await(TorrentFinished.class);
        List<Integer> order = piecesInOrder(leecher);
        // blocks of neighbouring pieces are on their way at the same time
        for (int i = 0; i < order.size(); i++) {
            assertThat(order.get(i)).isBetween(i - 8, i + 8);
        }
    }

    @Test
    void piecesWithADeadlineComeFirst() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, Map.of("upload_rate_limit", 400_000));
        LocalSession leecher = leecherOfFewRequests();
        Torrent torrent = addPaused(leecher, seed);
        int last = seed.created().numPieces() - 1;
        torrent.setPieceDeadline(last, Duration.ofMillis(100));
        torrent.setPieceDeadline(last - 1, Duration.ofMillis(200));
        torrent.connectPeer(seed.session().endpoint());
        torrent.resume();
        leecher.alerts().await(PieceFinished.class, alert -> alert.piece() == last);
        leecher.alerts().await(PieceFinished.class, alert -> alert.piece() == last - 1);
        List<Integer> order = piecesInOrder(leecher);
        assertThat(order.indexOf(last)).isLessThan(seed.created().numPieces() / 4);
        assertThat(order.indexOf(last - 1)).isLessThan(seed.created().numPieces() / 4);
    }

    @Test
    void deadlinesCanBeTakenBack() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1, Map.of("upload_rate_limit", 3_000_000));
        LocalSession leecher = leecherOfFewRequests();
        Torrent torrent = leecher.session()
                .add(seed.torrent().paused().sequential().build())
                .torrent();
        leecher.alerts().await(TorrentChecked.class);
        int last = seed.created().numPieces() - 1;
        torrent.setPieceDeadline(last, Duration.ZERO);
        torrent.clearPieceDeadlines();
        download(leecher, seed, torrent);
        List<Integer> order = piecesInOrder(leecher);
        assertThat(order.indexOf(last)).isGreaterThan(order.size() / 2);
    }

    @Test
    void refusesIndexesAndTimesOutOfRange() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        Torrent torrent = addPaused(sessions.leecher(folder), seed);
        int pieces = seed.created().numPieces();
        assertThatThrownBy(() -> torrent.setFilePriority(6, FilePriority.TOP)).hasMessageContaining("0 to 5");
        assertThatThrownBy(() -> torrent.setFilePriority(-1, FilePriority.TOP)).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> torrent.setPiecePriority(pieces, FilePriority.TOP))
                .hasMessageContaining("0 to " + (pieces - 1));
        assertThatThrownBy(() -> torrent.setPiecePriorities(Map.of(0, FilePriority.SKIP, pieces, FilePriority.SKIP)))
                .isInstanceOf(TorrentException.class);
        assertThat(torrent.piecePriorities()).containsOnly(FilePriority.NORMAL);
        assertThatThrownBy(() -> torrent.setPieceDeadline(-1, Duration.ZERO)).isInstanceOf(TorrentException.class);
        assertThatThrownBy(() -> torrent.setPieceDeadline(0, Duration.ofMillis(-1)))
                .hasMessageContaining("deadline");
        assertThatThrownBy(() -> torrent.setPieceDeadline(0, Duration.ofDays(25)))
                .hasMessageContaining("deadline");
    }

    @Test
    void refusesIndexesWhileTheMetadataIsUnknown() {
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).build())
                .torrent();
        assertThatThrownBy(() -> torrent.setFilePriority(0, FilePriority.TOP)).hasMessageContaining("metadata");
        assertThatThrownBy(() -> torrent.setPiecePriority(0, FilePriority.TOP)).hasMessageContaining("metadata");
        assertThatThrownBy(() -> torrent.setPieceDeadline(0, Duration.ZERO)).hasMessageContaining("metadata");
        leecher.alerts().await(TorrentAdded.class, alert -> alert.torrent() == torrent.id());
    }

    @Test
    void prioritiesOfFilesSetOneAfterAnotherAllHold() throws IOException {
        Path many = folder.resolve("many");
        for (int i = 0; i < 100; i++) {
            Files.write(Files.createDirectories(many).resolve(String.format("%03d", i)), new byte[20_000]);
        }
        Seed seed = sessions.seedWith(sessions.start("seeder", folder), many, TorrentFormat.V1);
        Torrent torrent = sessions.start("leecher", Sessions.downloads(folder))
                .session()
                .add(seed.torrent().paused().build())
                .torrent();
        IntStream.range(0, 100).parallel().forEach(i -> torrent.setFilePriority(i, new FilePriority(i % 8)));
        Wait.until(
                "all are set",
                () -> torrent.files().stream().allMatch(file -> file.priority().level() == file.index() % 8));
    }
}
