package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.TorrentDeleted;
import org.torrentxt.api.alert.TorrentRemoved;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.create.TestCreator;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/**
 * What is skipped does not appear, what was complete stays complete, and nothing is left behind: with both kinds of
 * disk I/O, of which the one that is not the default runs in a JVM of its own.
 */
class SkippedFilesTest {
    private static final int SIZE = 150_001;
    private static final int PIECE = 65_536;
    private static final List<String> WANTED = List.of("a.bin", "c.bin", "e.bin");
    private static final List<String> SKIPPED = List.of("b.bin", "d.bin", "empty", "f.bin");
    // by index, as files are in order of their names
    private static final Map<Integer, FilePriority> SKIP =
            Map.of(1, FilePriority.SKIP, 3, FilePriority.SKIP, 5, FilePriority.SKIP, 6, FilePriority.SKIP);

    @RegisterExtension
    Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    private boolean mapped;
    private LocalSession seeder;
    private LocalSession leecher;
    private CreatedTorrent created;

    @BeforeEach
    void start() throws IOException {
        Random random = new Random(1);
        Path content = Files.createDirectories(folder.resolve("seeder/content"));
        for (String name : Stream.concat(WANTED.stream(), SKIPPED.stream()).toList()) {
            byte[] bytes = new byte[name.equals("empty") ? 0 : SIZE]; // neighbours share pieces
            random.nextBytes(bytes);
            Files.write(content.resolve(name), bytes);
        }
        created = TestCreator.create(CreateTorrent.of(content)
                .format(TorrentFormat.V1)
                .pieceLength(PIECE)
                .build());
        seeder = session("seeder", folder.resolve("seeder"));
        sessions.seeding(new Seed(seeder, content, created));
        leecher = session("leecher", Sessions.downloads(folder));
    }

    private LocalSession session(String name, Path savePath) {
        return mapped ? sessions.use(LocalSession.startMapped(name, savePath)) : sessions.start(name, savePath);
    }

    private Path downloaded(String file) {
        return Sessions.downloads(folder).resolve("content").resolve(file);
    }

    private Path parts(Path savePath) {
        return savePath.resolve("." + created.infoHashes().v1().orElseThrow().hex() + ".parts");
    }

    private Path parts() {
        return parts(Sessions.downloads(folder));
    }

    private Torrent downloaded() {
        AddTorrent.Builder request = AddTorrent.torrentBytes(created.content());
        SKIP.forEach(request::filePriority);
        return downloaded(request);
    }

    private Torrent downloaded(AddTorrent.Builder request) {
        Torrent torrent = leecher.session()
                .add(request.started().peer(seeder.endpoint()).build())
                .torrent();
        awaitFinished(torrent);
        return torrent;
    }

    private static TorrentStatus awaitFinished(Torrent torrent) {
        return Wait.forValue(
                "it is finished",
                () -> torrent.status().orElseThrow(),
                status -> status.hasMetadata() && status.isFinished() && status.state() == TorrentState.FINISHED);
    }

    private void removed(Torrent torrent) {
        torrent.remove(false);
        leecher.alerts().await(TorrentRemoved.class, removed -> removed.torrent() == torrent.id());
    }

    // adds it where nobody can send anything: what it has is what is on disk
    private Torrent resumed(byte[] resumeData) {
        return leecher.session()
                .add(AddTorrent.resumeData(resumeData).started().build())
                .torrent();
    }

    // memory-mapped files are written after the piece has been checked
    private void awaitCopy(String file) {
        Wait.until(file + " is written", () -> {
            try {
                return Files.exists(downloaded(file))
                        && Files.mismatch(downloaded(file), folder.resolve("seeder/content/" + file)) == -1;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static boolean hasPiecesOf(String file, Torrent torrent) {
        int first = torrent.files().stream()
                .filter(each -> each.path().endsWith(file))
                .mapToInt(FileInfo::index)
                .findFirst()
                .orElseThrow();
        BitSet pieces = torrent.pieces();
        return pieces.nextClearBit(first * SIZE / PIECE) > ((first + 1) * SIZE - 1) / PIECE;
    }

    private void assertWantedAloneIsThere() {
        WANTED.forEach(this::awaitCopy);
        assertThat(SKIPPED).allSatisfy(file -> assertThat(downloaded(file)).doesNotExist());
    }

    @Test
    void filesSkippedFromTheStartDoNotAppear() {
        downloaded();

        assertWantedAloneIsThere();
        Wait.until("the other parts are written", () -> Files.exists(parts()));
    }

    @Test
    void filesThatAMagnetLinkLeavesOutDoNotAppear() {
        downloaded(AddTorrent.magnet(created.magnetUri() + "&so=0,2,4"));

        assertWantedAloneIsThere();
    }

    @Test
    void filesSkippedLaterDoNotAppear() {
        Torrent torrent = leecher.session()
                .add(AddTorrent.torrentBytes(created.content())
                        .filePriority(5, FilePriority.SKIP) // an empty file appears at once
                        .paused()
                        .build())
                .torrent();
        torrent.setFilePriorities(SKIP);
        torrent.connectPeer(seeder.endpoint());
        torrent.resume();
        awaitFinished(torrent);

        assertWantedAloneIsThere();
    }

    @Test
    void whatWasCompleteStaysCompleteWhenItIsAddedAgain() {
        Torrent first = downloaded();
        byte[] resumeData = Wait.answer(first.saveResumeData()); // writes all
        TorrentStatus before = first.status().orElseThrow();
        removed(first);

        Torrent again = resumed(resumeData);
        TorrentStatus after = awaitFinished(again);

        assertThat(after.totalWantedDone()).isEqualTo(before.totalWantedDone()).isEqualTo(after.totalWanted());
        assertThat(after.piecesDone()).isEqualTo(before.piecesDone());
        assertThat(leecher.alerts().typesOf(again.id())).doesNotContain(AlertType.FASTRESUME_REJECTED);
        assertWantedAloneIsThere();
    }

    @Test
    void whatWasCompleteStaysCompleteInAnotherSession() {
        Torrent first = downloaded();
        byte[] resumeData = Wait.answer(first.saveResumeData());
        leecher.close();
        leecher = session("next", Sessions.downloads(folder));

        Torrent again = resumed(resumeData);
        awaitFinished(again);

        assertThat(leecher.alerts().typesOf(again.id())).doesNotContain(AlertType.FASTRESUME_REJECTED);
        assertWantedAloneIsThere();
    }

    @Test
    void whatWasCompleteStaysCompleteAfterARecheck() {
        Torrent torrent = downloaded();
        Wait.answer(torrent.saveResumeData()); // writes all
        TorrentStatus before = torrent.status().orElseThrow();
        seeder.close();
        Wait.answer(torrent.recheck());

        TorrentStatus after = awaitFinished(torrent);
        assertThat(after.piecesDone()).isEqualTo(before.piecesDone());
        assertWantedAloneIsThere();
    }

    @Test
    void aFileThatIsWantedAfterAllTakesItsBytesFromThePartFile() {
        Torrent torrent = downloaded();
        torrent.setFilePriorities(Map.of(1, FilePriority.NORMAL));
        Wait.until("it is finished again", () -> hasPiecesOf("b.bin", torrent));

        awaitCopy("b.bin");
        assertThat(downloaded("d.bin")).doesNotExist();
        seeder.close();
        Wait.answer(torrent.recheck());
        awaitFinished(torrent);
        assertThat(hasPiecesOf("b.bin", torrent)).isTrue();
    }

    @Test
    void whatIsSkippedMovesAlong() {
        Torrent torrent = downloaded();
        Wait.answer(torrent.saveResumeData()); // writes all
        TorrentStatus before = torrent.status().orElseThrow();
        Path elsewhere = folder.resolve("elsewhere");
        torrent.moveStorage(elsewhere);
        leecher.alerts().await(StorageMoved.class);
        assertThat(parts()).doesNotExist();
        assertThat(parts(elsewhere)).isRegularFile();

        seeder.close();
        Wait.answer(torrent.recheck());
        assertThat(awaitFinished(torrent).piecesDone()).isEqualTo(before.piecesDone());
        assertThat(elsewhere.resolve("content/b.bin")).doesNotExist();
    }

    @Test
    void thePartFileGoesWithTheTorrent() {
        Torrent torrent = downloaded();
        removed(torrent);

        Wait.until("the part file is gone", () -> Files.notExists(parts()));
        assertWantedAloneIsThere();
        assertThat(leecher.alerts().all()).noneMatch(TorrentDeleted.class::isInstance);
    }

    @Test
    void thePartFileGoesWithTheFiles() {
        Torrent torrent = downloaded();
        Wait.answer(torrent.remove(true));

        assertThat(Content.filesBelow(Sessions.downloads(folder))).isEmpty();
    }

    @Test
    void thePartFileStaysForResumeDataThatNeedsItAndGoesWithTheNextRemoval() {
        Torrent first = downloaded();
        byte[] resumeData = Wait.answer(first.saveResumeData());
        removed(first);
        assertThat(parts()).isRegularFile();

        Torrent again = resumed(resumeData);
        awaitFinished(again);
        removed(again);
        Wait.until("the part file is gone", () -> Files.notExists(parts()));
    }

    @Test
    void piecesWhosePartFileIsGoneAreDownloadedAgainAndNothingElse() throws IOException {
        Torrent first = downloaded();
        byte[] resumeData = Wait.answer(first.saveResumeData()); // writes all
        TorrentStatus before = first.status().orElseThrow();
        removed(first);
        Files.delete(parts());

        Torrent again = resumed(resumeData);
        TorrentStatus after = Wait.forValue(
                "it is checked",
                () -> again.status().orElseThrow(),
                status -> status.state() == TorrentState.DOWNLOADING);
        assertThat(after.piecesDone()).isPositive().isLessThan(before.piecesDone());
        assertThat(leecher.alerts().typesOf(again.id())).doesNotContain(AlertType.FASTRESUME_REJECTED);
        again.connectPeer(seeder.endpoint());
        assertThat(awaitFinished(again).piecesDone()).isEqualTo(before.piecesDone());
        assertWantedAloneIsThere();
    }

    @Test
    void aFileThatIsWantedWhenItIsAddedAgainIsDownloaded() {
        Torrent first = downloaded();
        byte[] resumeData = Wait.answer(first.saveResumeData());
        removed(first);

        Torrent again = leecher.session()
                .add(AddTorrent.resumeData(resumeData)
                        .filePriority(1, FilePriority.NORMAL)
                        .started()
                        .peer(seeder.endpoint())
                        .build())
                .torrent();
        awaitFinished(again);
        assertThat(leecher.alerts().typesOf(again.id())).doesNotContain(AlertType.FASTRESUME_REJECTED);
        awaitCopy("b.bin");
        assertThat(downloaded("d.bin")).doesNotExist();
    }

    /** With a JVM of its own, which must have libjsig from the start. */
    @Test
    @Timeout(130)
    void memoryMappedFilesDoTheSame() throws IOException, InterruptedException {
        if (mapped) {
            return; // here it runs
        }
        Path libjsig = Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
        assertThat(libjsig).exists();
        ForkedJvm.assertSurvives(
                SkippedFilesTest.class,
                folder.resolve("mapped"),
                Duration.ofSeconds(120),
                Map.of("LD_PRELOAD", libjsig.toString()),
                folder.toString());
    }

    /** Runs all tests with memory-mapped files, some at a time. */
    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Void>> tests = threads.invokeAll(Arrays.stream(SkippedFilesTest.class.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .map(method -> mapped(method, Path.of(arguments[0], method.getName())))
                    .toList());
            for (Future<Void> test : tests) {
                test.get();
            }
        } finally {
            threads.shutdownNow();
        }
        ForkedJvm.survived();
    }

    private static Callable<Void> mapped(Method method, Path folder) {
        return () -> {
            SkippedFilesTest test = new SkippedFilesTest();
            test.mapped = true;
            test.folder = folder;
            try {
                test.start();
                method.invoke(test);
            } finally {
                test.sessions.afterEach(null);
            }
            return null;
        };
    }
}
