package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.StorageMovedFailed;
import org.torrentxt.api.alert.TorrentPaused;
import org.torrentxt.api.alert.TorrentResumed;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.engine.part.RunState;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.OtherFileSystem;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.storage.Leftovers;

/** A torrent moves to another file system, and stays where it is if it cannot. */
class MoveTest {
    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final OtherFileSystem memory = new OtherFileSystem();

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Path downloads;
    private Path elsewhere;
    private Seed seed;
    private LocalSession leecher;

    @BeforeEach
    void start() throws IOException {
        memory.assertIsOtherThan(folder);
        downloads = Files.createDirectories(Sessions.downloads(folder));
        elsewhere = memory.folder().resolve("new/place");
        seed = sessions.seed(Files.createDirectories(folder.resolve("seeder")), SIZE, TorrentFormat.HYBRID);
        leecher = sessions.leecher(folder);
    }

    private Torrent finished() {
        return finished(seed);
    }

    private Torrent finished(Seed of) {
        Torrent torrent = leecher.session().add(of.download().build()).torrent();
        Wait.until("it is finished", () -> torrent.status().orElseThrow().isSeeding());
        return torrent;
    }

    private StorageMoved move(Torrent torrent, Path to) {
        torrent.moveStorage(to);
        return leecher.alerts().await(StorageMoved.class, moved -> moved.path().equals(to.toString()));
    }

    private StorageMovedFailed fail(Torrent torrent, Path to) {
        torrent.moveStorage(to);
        return leecher.alerts().await(StorageMovedFailed.class);
    }

    private static void assertVerified(Torrent torrent, LocalSession session) {
        session.alerts().clear();
        Wait.answer(torrent.recheck());
        Wait.until("all is there", () -> torrent.status().orElseThrow().isSeeding());
    }

    private static void assertEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void movesAllFilesAndSaysWhereTo(TorrentFormat format) throws IOException {
        Seed some = sessions.seedWith(
                seed.session(), Content.write(Files.createDirectories(folder.resolve("more")), SIZE + 1), format);
        Torrent torrent = finished(some);
        var times = Files.getLastModifiedTime(downloads.resolve("content/a.bin"));

        StorageMoved moved = move(torrent, elsewhere);

        assertThat(moved.torrent()).isEqualTo(torrent.id());
        assertThat(moved.oldPath()).isEqualTo(downloads.toString());
        assertThat(moved.message()).contains("content", downloads.toString(), elsewhere.toString());
        some.assertCopiedTo(elsewhere);
        assertThat(Files.getLastModifiedTime(elsewhere.resolve("content/a.bin")))
                .isEqualTo(times);
        assertEmpty(downloads);
        assertThat(Content.filesBelow(elsewhere)).hasSize(3);
        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(elsewhere);
        assertThat(torrent.status().orElseThrow().isSeeding()).isTrue();
        assertThat(torrent.moveProgress()).isEmpty();
        assertVerified(torrent, leecher);
    }

    @Test
    void itRunsAsBeforeAndNothingElseIsReported() {
        Torrent torrent = finished();
        torrent.setFlags(Set.of(TorrentFlag.AUTO_MANAGED), Set.of(TorrentFlag.AUTO_MANAGED));
        leecher.alerts().await(AlertType.CACHE_FLUSHED); // of the finished download
        leecher.alerts().clear();

        move(torrent, elsewhere);

        Wait.until("it runs", () -> !torrent.flags().contains(TorrentFlag.PAUSED));
        assertThat(torrent.flags()).contains(TorrentFlag.AUTO_MANAGED);
        assertThat(leecher.alerts().typesOf(torrent.id()))
                .containsOnlyOnce(AlertType.STORAGE_MOVED)
                .doesNotContain(
                        AlertType.TORRENT_PAUSED,
                        AlertType.TORRENT_RESUMED,
                        AlertType.CACHE_FLUSHED,
                        AlertType.STORAGE_MOVED_FAILED);
        LocalSession third = sessions.start("third", folder.resolve("third"));
        seed.seeding().remove(false);
        Torrent copy = third.session()
                .add(seed.torrent().started().peer(leecher.endpoint()).build())
                .torrent();
        Wait.until("it is seeded from there", () -> copy.status().orElseThrow().isSeeding());
    }

    @Test
    void thereAndBackAndOn() {
        Torrent torrent = finished();
        move(torrent, elsewhere);
        torrent.moveStorage(downloads);
        leecher.alerts().await(StorageMoved.class, moved -> moved.path().equals(downloads.toString()));
        move(torrent, folder.resolve("on the same file system"));
        seed.assertCopiedTo(folder.resolve("on the same file system"));
        move(torrent, memory.folder().resolve("again"));
        seed.assertCopiedTo(memory.folder().resolve("again"));
        assertVerified(torrent, leecher);
    }

    @Test
    void aPausedTorrentStaysPaused() {
        Torrent torrent = finished();
        torrent.pause();
        leecher.alerts().await(TorrentPaused.class);

        move(torrent, elsewhere);

        assertThat(torrent.flags()).contains(TorrentFlag.PAUSED).doesNotContain(TorrentFlag.AUTO_MANAGED);
        seed.assertCopiedTo(elsewhere);
    }

    @Test
    void noFileIsMovedOntoAnotherAndTheNextTryWorks() throws IOException {
        Torrent torrent = finished();
        Path foreign = Files.createDirectories(elsewhere.resolve("content/sub")).resolve("c.bin");
        Files.writeString(foreign, "mine");

        StorageMovedFailed failed = fail(torrent, elsewhere);

        assertThat(failed.failure().errorCode()).isEqualTo(17);
        assertThat(failed.failure().message()).contains("c.bin", "already");
        assertThat(failed.file()).isEqualTo(foreign.toString());
        assertThat(foreign).hasContent("mine");
        assertThat(Content.filesBelow(elsewhere)).hasSize(1);
        seed.assertCopiedTo(downloads);
        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(downloads);
        Wait.until("it runs", () -> !torrent.status().orElseThrow().isPaused());
        Files.delete(foreign);
        move(torrent, elsewhere);
        seed.assertCopiedTo(elsewhere);
    }

    @Test
    void aFileThatCannotBeReadFailsTheMove() throws IOException {
        Torrent torrent = finished();
        Path file = downloads.resolve("content/sub/c.bin");
        Path kept = Files.move(file, folder.resolve("kept"));
        Files.createDirectories(elsewhere.resolve("content"));
        Files.createFile(elsewhere.resolve("content/sub")); // where a folder has to be
        Files.move(kept, file);

        StorageMovedFailed failed = fail(torrent, elsewhere);

        assertThat(failed.failure().message()).contains("sub");
        assertThat(Content.filesBelow(elsewhere)).containsExactly(Path.of("content/sub"));
        seed.assertCopiedTo(downloads);
        assertVerified(torrent, leecher);
    }

    @Test
    void filesOfOthersStayAtTheOldPlace() throws IOException {
        Torrent torrent = finished();
        Path foreign = Files.createFile(downloads.resolve("content/sub/foreign"));

        move(torrent, elsewhere);

        assertThat(foreign).exists();
        assertThat(Content.filesBelow(downloads)).containsExactly(Path.of("content/sub/foreign"));
        seed.assertCopiedTo(elsewhere);
    }

    @Test
    void aDownloadContinuesAtTheNewPlace() throws IOException {
        Torrent torrent =
                leecher.session().add(seed.torrent().started().build()).torrent();
        Wait.until("it is checked", () -> !torrent.files().isEmpty());
        torrent.setFilePriorities(Map.of(torrent.files().get(0).index(), FilePriority.SKIP));
        torrent.connectPeer(seed.session().endpoint());
        Wait.until(
                "what is selected is there",
                () -> torrent.status().orElseThrow().isFinished());
        torrent.renameFile(torrent.files().get(2).index(), "content/renamed/d.bin");
        leecher.alerts().await(FileRenamed.class);
        long done = torrent.status().orElseThrow().totalDone();

        move(torrent, elsewhere);

        assertEmpty(downloads);
        assertThat(elsewhere.resolve("content/renamed/d.bin"))
                .hasSameBinaryContentAs(seed.content().resolve("sub/c.bin"));
        leecher.alerts().clear();
        Wait.answer(torrent.recheck());
        assertThat(torrent.status().orElseThrow().totalDone()).isEqualTo(done);
        torrent.setFilePriorities(Map.of(torrent.files().get(0).index(), FilePriority.NORMAL));
        torrent.connectPeer(seed.session().endpoint());
        Wait.until("the rest is there", () -> torrent.status().orElseThrow().isSeeding());
        assertThat(elsewhere.resolve("content/a.bin"))
                .hasSameBinaryContentAs(seed.content().resolve("a.bin"));
    }

    @Test
    void aTorrentWithoutFilesMoves() throws IOException {
        Torrent torrent = leecher.session().add(seed.torrent().paused().build()).torrent();

        move(torrent, elsewhere);

        assertEmpty(elsewhere);
        assertThat(torrent.status().orElseThrow().savePath()).isEqualTo(elsewhere);
    }

    // A magnet that has to wait in a folder of its own for its metadata.
    private Torrent waiting(TorrentFlag... flags) throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createSymbolicLink(downloads.resolve("link"), outside);
        return leecher.session()
                .add(AddTorrent.magnet(seed.created().magnetUri())
                        .started()
                        .set(flags)
                        .build())
                .torrent();
    }

    @Test
    void aMagnetThatWaitsForItsMetadataGoesToAnotherFileSystem() throws IOException {
        Torrent torrent = waiting();
        torrent.moveStorage(elsewhere);
        torrent.connectPeer(seed.session().endpoint());

        // its status has shown that folder since it was asked for
        leecher.alerts().await(StorageMoved.class, moved -> moved.path().equals(elsewhere.toString()));
        Wait.forValue(
                "it is there and checked",
                () -> torrent.status().orElseThrow(),
                status -> status.savePath().equals(elsewhere) && status.isSeeding());
        seed.assertCopiedTo(elsewhere);
    }

    /** Whether anything is there to be moved by then or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMagnetStaysWhereItHasWaitedIfItCannotGoOn(boolean hasFiles) throws IOException {
        Torrent torrent = hasFiles ? waiting() : waiting(TorrentFlag.UPLOAD_MODE);
        Path place = downloads.resolve("place");
        torrent.moveStorage(place);
        Files.delete(place);
        Files.createFile(place); // where nothing can be put into
        torrent.connectPeer(seed.session().endpoint());

        leecher.alerts().await(StorageMovedFailed.class);
        Wait.until(
                "its status says where it is",
                () -> torrent.status().orElseThrow().savePath().getParent().equals(downloads)
                        && !torrent.status().orElseThrow().savePath().equals(place));
        torrent.setFlags(Set.of(), Set.of(TorrentFlag.UPLOAD_MODE));
        Wait.answer(torrent.moveStorage(elsewhere));
        Wait.until("it is finished", () -> torrent.status().orElseThrow().isSeeding());
        seed.assertCopiedTo(elsewhere);
    }

    @Test
    void aTargetAroundTheSourceIsNoProblem() {
        Torrent torrent = finished();
        move(torrent, elsewhere);
        move(torrent, memory.folder()); // within one file system, and around the source
        seed.assertCopiedTo(memory.folder());
        assertThat(elsewhere.resolve("content")).doesNotExist();
    }

    @Test
    void whatWouldChangeTheFilesIsRefusedDuringAMoveAndARemovalEndsIt() throws IOException {
        Torrent torrent = finished();
        Torrent other = other();
        synchronized (runState(other)) { // the moves wait for that
            other.moveStorage(memory.folder().resolve("other"));
            torrent.moveStorage(elsewhere);
            int file = torrent.files().get(0).index();
            for (ThrowingCallable refused : List.<ThrowingCallable>of(
                    () -> torrent.moveStorage(elsewhere),
                    torrent::recheck,
                    () -> torrent.renameFile(file, "x"),
                    () -> torrent.setFilePriority(file, FilePriority.SKIP))) {
                assertThatThrownBy(refused)
                        .isInstanceOf(TorrentException.class)
                        .hasMessageContaining("is being moved to " + elsewhere);
            }
            assertThat(torrent.moveProgress().orElseThrow().folder()).isEqualTo(elsewhere);

            torrent.remove(false);
        }
        assertThat(leecher.alerts()
                        .await(StorageMovedFailed.class, failed -> failed.torrent() == torrent.id())
                        .failure()
                        .message())
                .contains("removed");
        leecher.alerts().await(StorageMoved.class, moved -> moved.torrent() == other.id());
        leecher.close();
        assertThat(Content.filesBelow(memory.folder())).hasSize(3);
        seed.assertCopiedTo(downloads);
    }

    @Test
    void aSessionThatStopsDuringAMoveLeavesTheTorrentWhereItWas() {
        Torrent torrent = finished();
        CompletableFuture<Void> closed;
        synchronized (runState(torrent)) {
            torrent.moveStorage(elsewhere);
            closed = CompletableFuture.runAsync(leecher::close);
            assertThat(leecher.alerts()
                            .await(StorageMovedFailed.class)
                            .failure()
                            .message())
                    .contains("was stopped");
        }
        Wait.answer(closed);
        assertThat(Content.filesBelow(memory.folder())).isEmpty();
        seed.assertCopiedTo(downloads);
        assertThat(Content.filesBelow(downloads)).hasSize(3);
    }

    // The pipe stands for a disk that does not answer: whoever opens it to write waits for somebody to read.
    @Test
    void aSessionStopsWhileFilesGetTheirPlacesOnADiskThatDoesNotAnswer() throws Exception {
        EngineTorrent torrent = (EngineTorrent) finished();
        Path copies = elsewhere.resolve("." + Leftovers.tag(torrent.infoHashes()) + ".moving");
        Files.createDirectories(copies.resolve("files"));
        Files.writeString(copies.resolve("from"), downloads.toString());
        Path pipe = copies.resolve("placed");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try {
            CompletionStage<Path> moved = torrent.moveStorage(elsewhere);
            Wait.until("files get their places", () -> Files.exists(elsewhere.resolve("content/a.bin")));
            Wait.answer(CompletableFuture.runAsync(() -> torrent.session.mover().close(Duration.ofMillis(200))));
            assertThat(Wait.failure(moved)).hasMessageContaining("was stopped");
        } finally {
            Files.newInputStream(pipe).close();
        }
    }

    @Test
    void whatIsAskedWhileATorrentIsHeldHoldsAfterIt() {
        Torrent torrent = finished();
        leecher.alerts().clear();
        runState(torrent).hold(false);
        assertThat(torrent.status().orElseThrow().isPaused()).isFalse();
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.PAUSED);

        torrent.pause();
        leecher.alerts().await(TorrentPaused.class);
        assertThat(torrent.status().orElseThrow().isPaused()).isTrue();
        runState(torrent).release(false);
        assertThat(torrent.flags()).contains(TorrentFlag.PAUSED);

        runState(torrent).hold(false);
        torrent.resumeNow();
        assertThat(torrent.status().orElseThrow().isPaused()).isFalse();
        assertThat(leecher.alerts().typesOf(torrent.id())).doesNotContain(AlertType.TORRENT_RESUMED);
        runState(torrent).release(false);
        leecher.alerts().await(TorrentResumed.class);
        assertThat(torrent.flags()).doesNotContain(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED);

        runState(torrent).hold(false);
        torrent.setFlags(Set.of(TorrentFlag.PAUSED), Set.of(TorrentFlag.PAUSED, TorrentFlag.SEQUENTIAL_DOWNLOAD));
        runState(torrent).release(false);
        assertThat(torrent.flags()).contains(TorrentFlag.PAUSED);
    }

    private static RunState runState(Torrent torrent) {
        return ((EngineTorrent) torrent).runState();
    }

    private Torrent other() throws IOException {
        Path place = Files.createDirectories(folder.resolve("other"));
        return leecher.session()
                .add(AddTorrent.torrentBytes(Content.torrentOf(Content.write(place, 100_000), TorrentFormat.V2)
                                .content())
                        .savePath(place)
                        .started()
                        .seed()
                        .build())
                .torrent();
    }
}
