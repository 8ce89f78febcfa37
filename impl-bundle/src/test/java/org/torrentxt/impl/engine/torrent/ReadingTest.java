package org.torrentxt.impl.engine.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.api.alert.StorageMoved;
import org.torrentxt.api.alert.TorrentChecked;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.OtherFileSystem;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Files are read while they are downloaded: what reads give, what they wait for, and how they end. */
@Timeout(60)
class ReadingTest {
    // of 50,000 zeros, computed elsewhere
    private static final String ROOT = "9cf06d0dcd321e60473bf368d24054a28b9a2e2a0f8794e0745aacb726ded7a0";
    private static final int SIZE = 3_000_000;
    private static final String RATE = "upload_rate_limit";
    private static final ReadOptions NO_WAIT = ReadOptions.defaults().timeout(Duration.ZERO);

    @TempDir
    Path folder;

    @RegisterExtension
    final OtherFileSystem memory = new OtherFileSystem();

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private Seed slowSeed(TorrentFormat format) {
        return seed(format, 1_000_000);
    }

    private Seed fasterSeed(TorrentFormat format) {
        return seed(format, 3_000_000);
    }

    private Seed seed(TorrentFormat format, int rate) {
        return sessions.seed(folder, SIZE, format, Map.of(RATE, rate));
    }

    private static void hurry(Seed seed) {
        seed.session().session().settings().set(RATE, 0);
    }

    private static byte[] readAll(SeekableByteChannel channel) throws IOException {
        try (InputStream in = Channels.newInputStream(channel)) {
            return in.readAllBytes();
        }
    }

    private static byte[] read(SeekableByteChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private byte[] contentOf(FileInfo file) throws IOException {
        return Files.readAllBytes(folder.resolve(file.path()));
    }

    private static byte[] part(byte[] all, long from, int count) {
        return Arrays.copyOfRange(all, (int) from, (int) from + count);
    }

    private Torrent paused(LocalSession session, Seed seed) {
        Torrent torrent = session.session().add(seed.torrent().paused().build()).torrent();
        session.alerts().await(TorrentChecked.class, alert -> alert.torrent() == torrent.id());
        return torrent;
    }

    private static void assertEndsWith(ErrorCode code, SeekableByteChannel channel) {
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
                .isInstanceOf(IOException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** A read that has begun to wait. */
    private static CompletableFuture<Object> waitingRead(SeekableByteChannel channel, AtomicReference<Thread> reader) {
        CompletableFuture<Object> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(channel.read(ByteBuffer.allocate(10)));
            } catch (IOException | RuntimeException e) {
                end.complete(e);
            }
        });
        reader.set(thread);
        thread.start();
        Wait.until("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        return end;
    }

    private static CompletableFuture<Object> waitingRead(SeekableByteChannel channel) {
        return waitingRead(channel, new AtomicReference<>());
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void aFileIsReadWhileItIsDownloaded(TorrentFormat format) throws IOException {
        Seed seed = seed(format, 100_000);
        LocalSession leecher = LocalSession.startListeningTo(Set.of(), "leecher", Sessions.downloads(folder));
        sessions.use(leecher);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        FileInfo file = torrent.files().get(0);
        try (SeekableByteChannel channel = torrent.open(file.index())) {
            assertThat(channel.size()).isEqualTo(file.size());
            assertThat(read(channel, 100)).isEqualTo(part(contentOf(file), 0, 100));
            assertThat(torrent.status().orElseThrow().isFinished()).isFalse();
            hurry(seed);
            assertThat(channel.position()).isEqualTo(100);
            channel.position(0);
            assertThat(readAll(channel)).isEqualTo(contentOf(file));
        }
        assertThat(leecher.alerts().all()).isEmpty(); // nobody listens to pieces
    }

    @Test
    void aSeekReadsWhatIsThereFirst() throws IOException {
        Seed seed = seed(TorrentFormat.V1, 150_000);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        FileInfo file = torrent.files().get(0);
        byte[] content = contentOf(file);
        ReadOptions little = ReadOptions.defaults().readAhead(0, 100_000);
        try (SeekableByteChannel channel = torrent.open(file.index(), little)) {
            read(channel, 1);
            long middle = file.size() / 2;
            channel.position(middle);
            assertThat(read(channel, 200_000)).isEqualTo(part(content, middle, 200_000));
            channel.position(file.size() - 5);
            assertThat(read(channel, 100)).isEqualTo(part(content, file.size() - 5, 5));
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            channel.position(Long.MAX_VALUE);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(torrent.status().orElseThrow().isFinished()).isFalse();
        }
    }

    @Test
    void twoReadersOfOneTorrentBothGetTheirs() throws IOException {
        Seed seed = fasterSeed(TorrentFormat.HYBRID);
        Torrent torrent =
                sessions.leecher(folder).session().add(seed.download().build()).torrent();
        List<FileInfo> files = torrent.files();
        try (SeekableByteChannel first = torrent.open(files.get(0).index());
                SeekableByteChannel second = torrent.open(files.get(2).index())) {
            CompletableFuture<byte[]> other = CompletableFuture.supplyAsync(() -> {
                try {
                    return readAll(second);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(readAll(first)).isEqualTo(contentOf(files.get(0)));
            assertThat(Wait.answer(other)).isEqualTo(contentOf(files.get(2)));
        }
    }

    private static boolean haveTop(Torrent torrent, int piece) {
        // as the engine has it, and not what the API makes of it
        return ((EngineTorrent) torrent).ask(h -> h.piece_priority_ex(piece) > FilePriority.NORMAL.level(), false);
    }

    @Test
    void closingTakesTheDeadlinesBackAndLeavesPrioritiesAsTheyWere() throws Exception {
        Seed seed = slowSeed(TorrentFormat.V1);
        Torrent torrent = paused(sessions.leecher(folder), seed);
        torrent.setPiecePriority(1, FilePriority.LOW);
        List<FilePriority> before = torrent.piecePriorities();
        SeekableByteChannel first = torrent.open(0);
        SeekableByteChannel second = torrent.open(0);
        CompletableFuture<Object> ends = waitingRead(first);
        CompletableFuture<Object> others = waitingRead(second);
        Wait.until("pieces have deadlines", () -> haveTop(torrent, 0) && haveTop(torrent, 1));
        assertThat(torrent.piecePriorities()).isEqualTo(before);

        first.close();
        assertThat(Wait.answer(ends)).isInstanceOf(AsynchronousCloseException.class);
        assertThat(haveTop(torrent, 0)).isTrue();

        second.close();
        assertThat(Wait.answer(others)).isInstanceOf(AsynchronousCloseException.class);
        Wait.until("they have none", () -> !haveTop(torrent, 0) && !haveTop(torrent, 1));
        assertThat(torrent.piecePriorities()).isEqualTo(before);
        assertThat((int) ((EngineTorrent) torrent).ask(h -> h.piece_priority_ex(1), (byte) -1))
                .isEqualTo(FilePriority.LOW.level());
        assertThatThrownBy(() -> second.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(second::size).isInstanceOf(ClosedChannelException.class);
    }

    private static boolean isSequential(Torrent torrent) {
        int bit = TorrentFlag.toBits(Set.of(TorrentFlag.SEQUENTIAL_DOWNLOAD));
        return ((EngineTorrent) torrent).ask(h -> (h.flags().to_int() & bit) != 0, false);
    }

    @Test
    void theOrderOfAReaderIsNoFlagOfTheTorrentAndEndsWithIt() throws IOException {
        Torrent torrent = paused(sessions.leecher(folder), slowSeed(TorrentFormat.V1));
        try (SeekableByteChannel channel = torrent.open(0)) {
            waitingRead(channel);
            Wait.until("pieces come in order", () -> isSequential(torrent));
            assertThat(torrent.flags()).doesNotContain(TorrentFlag.SEQUENTIAL_DOWNLOAD);
            assertThat(torrent.status().orElseThrow().flags()).doesNotContain(TorrentFlag.SEQUENTIAL_DOWNLOAD);
            Torrent again = torrentOf(Wait.answer(torrent.saveResumeData()));
            assertThat(isSequential(again)).isFalse();
        }
        Wait.until("that ends", () -> !isSequential(torrent));

        try (SeekableByteChannel channel = torrent.open(0)) {
            waitingRead(channel);
            Wait.until("pieces come in order", () -> isSequential(torrent));
            torrent.setSequentialDownload(true);
            assertThat(torrent.flags()).contains(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        }
        assertThat(isSequential(torrent)).isTrue();
    }

    private Torrent torrentOf(byte[] resumeData) {
        return sessions.start("again", folder.resolve("again"))
                .session()
                .add(AddTorrent.resumeData(resumeData).build())
                .torrent();
    }

    @Test
    void deadlinesOfUsersOutliveReadersAndLeavePrioritiesToo() throws IOException {
        Torrent torrent = paused(sessions.leecher(folder), slowSeed(TorrentFormat.V1));
        torrent.setPiecePriorities(Map.of(0, FilePriority.SKIP, 1, FilePriority.LOW));
        List<FilePriority> before = torrent.piecePriorities();
        torrent.setPieceDeadline(0, Duration.ofMinutes(1));
        torrent.setPieceDeadline(1, Duration.ofMinutes(1));
        SeekableByteChannel channel = torrent.open(0);
        waitingRead(channel.position(torrent.status().orElseThrow().pieceLength()));
        channel.close();
        assertThat(haveTop(torrent, 0)).isTrue();
        assertThat(haveTop(torrent, 1)).isTrue();
        torrent.clearPieceDeadlines();
        assertThat(haveTop(torrent, 1)).isFalse();
        assertThat(((EngineTorrent) torrent).ask(TorrentReader::piecePriorities, List.of()))
                .isEqualTo(before);
    }

    @Test
    void anInterruptionClosesTheChannel() throws IOException {
        Torrent torrent = paused(sessions.leecher(folder), slowSeed(TorrentFormat.V1));
        try (SeekableByteChannel channel = torrent.open(0)) {
            AtomicReference<Thread> reader = new AtomicReference<>();
            CompletableFuture<Object> end = waitingRead(channel, reader);
            reader.get().interrupt();
            assertThat(Wait.answer(end)).isInstanceOf(ClosedByInterruptException.class);
            assertThat(channel.isOpen()).isFalse();
        }
    }

    @Test
    void removingTheTorrentEndsReads() throws IOException {
        Torrent torrent = paused(sessions.leecher(folder), slowSeed(TorrentFormat.V1));
        try (SeekableByteChannel channel = torrent.open(0)) {
            CompletableFuture<Object> end = waitingRead(channel);
            torrent.remove(false);
            assertThat((Throwable) Wait.answer(end))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no longer exists")
                    .cause()
                    .isInstanceOfSatisfying(
                            TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE));
            assertEndsWith(ErrorCode.BAD_HANDLE, channel);
        }
        assertThatThrownBy(() -> torrent.open(0))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_HANDLE));
    }

    @Test
    void stoppingTheSessionEndsReadsAlsoOfWhatIsThere() throws IOException {
        Seed seed = slowSeed(TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        try (SeekableByteChannel channel = paused(leecher, seed).open(0);
                SeekableByteChannel complete = seed.seeding().open(0)) {
            CompletableFuture<Object> end = waitingRead(channel);
            read(complete, 10);
            leecher.close();
            assertThat((Throwable) Wait.answer(end)).hasCauseInstanceOf(TorrentException.class);
            seed.session().close();
            assertEndsWith(ErrorCode.BAD_HANDLE, complete);
        }
    }

    @Test
    void aReadThatMayNotWaitSaysSo() throws IOException {
        Torrent torrent = paused(sessions.leecher(folder), slowSeed(TorrentFormat.V1));
        try (SeekableByteChannel channel = torrent.open(0, NO_WAIT)) {
            assertEndsWith(ErrorCode.TIMEOUT, channel);
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void aRenamedAndMovedFileIsFollowed() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        Torrent torrent = seed.seeding();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
        FileInfo file = torrent.files().get(0);
        byte[] content = contentOf(file);
        try (SeekableByteChannel channel = torrent.open(file.index())) {
            assertThat(read(channel, 10)).isEqualTo(part(content, 0, 10));
            torrent.renameFile(file.index(), "content/other.bin");
            assertThat(read(channel, 100_000)).isEqualTo(part(content, 10, 100_000));
            seed.session().alerts().await(FileRenamed.class);
            assertThat(read(channel, 100_000)).isEqualTo(part(content, 100_010, 100_000));
            torrent.moveStorage(folder.resolve("elsewhere"));
            assertThat(read(channel, 100_000)).isEqualTo(part(content, 200_010, 100_000));
            seed.session().alerts().await(StorageMoved.class);
            channel.position(0);
            assertThat(readAll(channel)).isEqualTo(content);
        }
    }

    @Test
    void aFileThatIsMovedWhileItIsDownloadedIsFollowed() throws IOException {
        Seed seed = fasterSeed(TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        FileInfo file = torrent.files().get(0);
        try (SeekableByteChannel channel = torrent.open(file.index())) {
            assertThat(read(channel, 100)).isEqualTo(part(contentOf(file), 0, 100));
            torrent.moveStorage(folder.resolve("elsewhere"));
            channel.position(0);
            assertThat(readAll(channel)).isEqualTo(contentOf(file));
        }
        leecher.alerts().await(StorageMoved.class);
    }

    @Test
    void aFileThatIsMovedToAnotherFileSystemIsFollowed() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.HYBRID);
        Torrent torrent = seed.seeding();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
        FileInfo file = torrent.files().get(0);
        byte[] content = contentOf(file);
        try (SeekableByteChannel channel = torrent.open(file.index())) {
            read(channel, 10);
            torrent.moveStorage(memory.folder());
            while (torrent.moveProgress().isPresent()) {
                channel.position(0);
                assertThat(readWhole(channel)).isEqualTo(content);
            }
            seed.session().alerts().await(StorageMoved.class);
            channel.position(0);
            assertThat(readAll(channel)).isEqualTo(content);
        }
        assertThat(folder.resolve(file.path())).doesNotExist();
        assertThat(torrent.status().orElseThrow().error()).isEmpty();
    }

    private static byte[] readWhole(SeekableByteChannel channel) throws IOException {
        return read(channel, (int) channel.size());
    }

    @ParameterizedTest
    @EnumSource(TorrentFormat.class)
    void nothingThatIsSkippedIsDownloadedByReading(TorrentFormat format) throws IOException {
        Seed seed = sessions.seed(folder, SIZE, format);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = paused(leecher, seed);
        FileInfo skipped = torrent.files().get(1);
        torrent.setFilePriority(skipped.index(), FilePriority.SKIP);
        Wait.until("it is skipped", () -> torrent.files().get(1).priority().equals(FilePriority.SKIP));
        try (SeekableByteChannel channel = torrent.open(skipped.index())) {
            channel.position(skipped.size() / 2);
            assertEndsWith(ErrorCode.INVALID_ARGUMENT, channel);
            torrent.connectPeer(seed.session().endpoint());
            torrent.resume();
            Wait.until("all else is there", () -> torrent.status().orElseThrow().isFinished());
            assertEndsWith(ErrorCode.INVALID_ARGUMENT, channel);
            assertThat(torrent.status().orElseThrow().isSeeding()).isFalse();
            // bytes of a piece that it shares with a wanted file
            if (format == TorrentFormat.V1) {
                channel.position(0);
                assertThat(read(channel, 10)).isEqualTo(part(contentOf(skipped), 0, 10));
            }

            torrent.setFilePriority(skipped.index(), FilePriority.NORMAL);
            torrent.connectPeer(seed.session().endpoint());
            Wait.until("it is wanted", () -> !torrent.files().get(1).priority().equals(FilePriority.SKIP));
            channel.position(0);
            assertThat(readAll(channel)).isEqualTo(contentOf(skipped));
        }
    }

    @Test
    void skippingAFileEndsAReadThatWaitsForIt() throws IOException {
        Torrent torrent = paused(sessions.leecher(folder), slowSeed(TorrentFormat.HYBRID));
        FileInfo file = torrent.files().get(0);
        try (SeekableByteChannel channel = torrent.open(file.index())) {
            CompletableFuture<Object> end = waitingRead(channel);
            torrent.setFilePriority(file.index(), FilePriority.SKIP);
            assertThat((Throwable) Wait.answer(end)).hasMessageContaining("skipped");
        }
        try (SeekableByteChannel channel = torrent.open(torrent.files().get(1).index())) {
            CompletableFuture<Object> end = waitingRead(channel);
            FileInfo other = torrent.files().get(1);
            torrent.setPiecePriority(other.firstPiece(), FilePriority.SKIP);
            assertThat((Throwable) Wait.answer(end)).hasMessageContaining("skipped");
        }
    }

    @Test
    void padFilesHaveZerosAndEmptyFilesNothing() throws IOException {
        Path content = Files.createDirectories(folder.resolve("mixed"));
        Files.write(content.resolve("a"), new byte[50_000]);
        Files.createFile(content.resolve("b"));
        Files.write(content.resolve("c"), new byte[50_000]);
        Seed seed = sessions.seedWith(sessions.start("seeder", folder), content, TorrentFormat.HYBRID);
        Torrent torrent = paused(sessions.leecher(folder), seed);
        FileInfo empty = torrent.files().stream()
                .filter(file -> file.size() == 0)
                .findFirst()
                .orElseThrow();
        assertThat(empty.pieceCount()).isZero();
        assertThat(torrent.files())
                .extracting(FileInfo::root)
                .as("a and c have the same bytes")
                .containsExactly(ROOT, "", ROOT);
        try (SeekableByteChannel channel = torrent.open(empty.index())) {
            assertThat(channel.size()).isZero();
            assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        }
        int pad = torrent.files().get(0).index() + 1;
        try (SeekableByteChannel channel = torrent.open(pad)) {
            assertThat(channel.size()).isPositive();
            assertThat(readAll(channel)).hasSize(65_536 - 50_000).containsOnly(0);
        }
    }

    @Test
    void filesSayWhereTheyAreInTheContent() {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        int length = seed.created().pieceLength();
        List<FileInfo> files = seed.seeding().files();
        assertThat(files).extracting(FileInfo::root).containsOnly("");
        assertThat(files).extracting(FileInfo::offset).containsExactly(0L, SIZE / 2L, SIZE / 2L + SIZE / 3L);
        assertThat(files).allSatisfy(file -> {
            assertThat(file.firstPiece()).isEqualTo((int) (file.offset() / length));
            long last = (file.offset() + file.size() - 1) / length;
            assertThat(file.firstPiece() + file.pieceCount() - 1).isEqualTo((int) last);
        });
    }

    @Test
    void aFileThatIsGoneFromDiskEndsReadsWithAnError() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Torrent torrent = seed.seeding();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
        FileInfo file = torrent.files().get(0);
        try (SeekableByteChannel channel = torrent.open(file.index())) {
            Files.delete(folder.resolve(file.path()));
            assertEndsWith(ErrorCode.ENGINE, channel);
        }
        FileInfo other = torrent.files().get(1);
        try (SeekableByteChannel channel = torrent.open(other.index())) {
            Files.write(folder.resolve(other.path()), new byte[10]);
            channel.position(100);
            assertEndsWith(ErrorCode.ENGINE, channel);
        }
    }

    @Test
    void anErrorOfTheTorrentEndsAReadThatWaits() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Torrent torrent = paused(sessions.leecher(folder), seed);
        FileInfo file = torrent.files().get(0);
        Path copy = Sessions.downloads(folder).resolve(file.path());
        try (SeekableByteChannel channel = torrent.open(file.index())) {
            CompletableFuture<Object> end = waitingRead(channel);
            Files.createDirectories(copy); // so that it cannot be written
            torrent.connectPeer(seed.session().endpoint());
            torrent.resume();
            assertThat((Throwable) Wait.answer(end))
                    .hasMessageContaining("stopped by an error")
                    .cause()
                    .isInstanceOfSatisfying(
                            TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE));

            Files.delete(copy);
            torrent.resume();
            torrent.connectPeer(seed.session().endpoint());
            assertThat(read(channel, 100)).isEqualTo(part(contentOf(file), 0, 100));
        }
    }

    @Test
    void aFileThatHasBecomeALinkOutIsNotRead() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        Torrent torrent = seed.seeding();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
        Path file = folder.resolve(torrent.files().get(0).path());
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/etc/passwd"));
        try (SeekableByteChannel channel = torrent.open(0)) {
            assertEndsWith(ErrorCode.INVALID_ARGUMENT, channel);
        }
    }

    @Test
    void bytesThatFailTheirHashAreNeverRead() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession liar = sessions.start("liar", folder.resolve("liar"));
        FileInfo file = seed.seeding().files().get(0);
        byte[] content = contentOf(file);
        List<Path> copies = new ArrayList<>();
        for (FileInfo each : seed.seeding().files()) {
            Path copy = folder.resolve("liar").resolve(each.path());
            Files.createDirectories(copy.getParent());
            copies.add(Files.copy(folder.resolve(each.path()), copy));
        }
        Torrent lying = liar.session().add(seed.torrent().started().build()).torrent();
        Wait.until("it has checked its copy", () -> lying.status().orElseThrow().isSeeding());
        // after that, a wrong byte in each piece
        for (Path copy : copies) {
            byte[] wrong = Files.readAllBytes(copy);
            for (int i = 0; i < wrong.length; i += 1_000) {
                wrong[i] ^= 1;
            }
            Files.write(copy, wrong);
        }
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session()
                .add(seed.torrent().started().peer(liar.endpoint()).build())
                .torrent();
        try (SeekableByteChannel channel = torrent.open(0)) {
            CompletableFuture<byte[]> bytes = CompletableFuture.supplyAsync(() -> {
                try {
                    return readAll(channel);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            leecher.alerts().await(AlertType.HASH_FAILED);
            torrent.connectPeer(seed.session().endpoint());
            assertThat(Wait.answer(bytes)).isEqualTo(content);
        }
    }

    @Test
    void aRecheckIsWaitedForAndWhatItFindsIsNotRead() throws IOException {
        Seed seed = sessions.seed(folder, SIZE, TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        Wait.until("it is there", () -> torrent.status().orElseThrow().isSeeding());
        FileInfo file = torrent.files().get(0);
        Path copy = Sessions.downloads(folder).resolve(file.path());
        try (SeekableByteChannel channel = torrent.open(file.index(), NO_WAIT)) {
            read(channel, 10);
            seed.session().close();
            Files.write(copy, new byte[(int) file.size()]);
            leecher.alerts().clear();
            Wait.answer(torrent.recheck());
            channel.position(0);
            assertEndsWith(ErrorCode.TIMEOUT, channel);
        }
    }

    @Test
    void lostAlertsLoseNoRead() throws IOException {
        Seed seed = seed(TorrentFormat.V1, 100_000);
        LocalSession leecher = sessions.leecher(folder, Map.of("alert_queue_size", 100));
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        FileInfo file = torrent.files().get(0);
        try (SeekableByteChannel channel = torrent.open(file.index())) {
            leecher.alerts().hold();
            leecher.session().setWanted(Set.of(AlertType.PIECE_FINISHED, AlertType.BLOCK_FINISHED));
            Wait.until("alerts pile up", leecher.alerts()::isHolding);
            CompletableFuture<Object> read = waitingReadOf(channel, file.size());
            hurry(seed);
            Wait.until(
                    "all is there",
                    () -> torrent.status().map(TorrentStatus::isSeeding).orElse(false));
            leecher.alerts().release();
            assertThat(Wait.answer(read)).isEqualTo(contentOf(file));
        }
    }

    private static CompletableFuture<Object> waitingReadOf(SeekableByteChannel channel, long count) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return read(channel, (int) count);
            } catch (IOException e) {
                return e;
            }
        });
    }

    @Test
    void aChannelIsReadOnlyAndSeeksNoFurtherBackThanItsBeginning() throws IOException {
        Torrent torrent = paused(sessions.leecher(folder), slowSeed(TorrentFormat.V1));
        try (SeekableByteChannel channel = torrent.open(0)) {
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        }
        assertThatThrownBy(() -> torrent.open(99)).hasMessageContaining("no such file");
        assertThatThrownBy(() -> torrent.open(0, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aPieceIsReadAsTheEngineHasIt() throws IOException {
        Seed seed = slowSeed(TorrentFormat.HYBRID);
        Torrent torrent = seed.seeding();
        Wait.until("it seeds", () -> torrent.status().orElseThrow().isSeeding());
        byte[] content = contentOf(torrent.files().get(0));
        int length = seed.created().pieceLength();
        assertThat(Wait.answer(torrent.readPiece(1))).isEqualTo(part(content, length, length));
        int last = seed.created().numPieces() - 1;
        assertThat(Wait.answer(torrent.readPiece(last))).isNotEmpty();
        assertThatThrownBy(() -> torrent.readPiece(last + 1)).hasMessageContaining("no such piece");
        assertThatThrownBy(() -> torrent.readPiece(-1)).hasMessageContaining("no such piece");

        Torrent missing = paused(sessions.leecher(folder), seed);
        assertThat(Wait.failure(missing.readPiece(0)))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("not downloaded");

        Files.delete(folder.resolve(torrent.files().get(0).path()));
        assertThat(Wait.failure(torrent.readPiece(0)))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE));
    }

    private static byte[] readWithoutThread(TorrentChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            try {
                if (channel.read(bytes) < 0) {
                    break;
                }
            } catch (IOException e) {
                assertThat(e)
                        .cause()
                        .isInstanceOfSatisfying(
                                TorrentException.class,
                                cause -> assertThat(cause.code()).isEqualTo(ErrorCode.TIMEOUT));
                Wait.answer(channel.whenReadable());
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Test
    void manyReadersWaitWithoutAThreadEach() throws IOException {
        Seed seed = fasterSeed(TorrentFormat.HYBRID);
        Torrent torrent = paused(sessions.leecher(folder), seed);
        FileInfo file = torrent.files().get(0);
        List<TorrentChannel> channels = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            channels.add(torrent.open(file.index(), NO_WAIT));
        }
        int threads = Thread.activeCount();
        List<CompletableFuture<Void>> readable = channels.stream()
                .map(channel -> channel.whenReadable().toCompletableFuture())
                .toList();
        assertThat(Thread.activeCount() - threads).isLessThan(10);
        assertThat(readable.get(99)).isNotDone();

        torrent.connectPeer(seed.session().endpoint());
        torrent.resume();
        for (TorrentChannel channel : channels) {
            assertThat(readWithoutThread(channel, 200_000)).isEqualTo(part(contentOf(file), 0, 200_000));
            channel.close();
        }
        readable.forEach(Wait::answer);
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void aWaitWithoutAThreadEndsWithTheTorrentTheSessionAndTheChannel() throws IOException {
        Seed seed = slowSeed(TorrentFormat.V1);
        LocalSession leecher = sessions.leecher(folder);
        Torrent torrent = paused(leecher, seed);
        try (TorrentChannel closed = torrent.open(1, NO_WAIT);
                TorrentChannel gone = torrent.open(0, NO_WAIT)) {
            CompletableFuture<Void> readable = closed.whenReadable().toCompletableFuture();
            closed.close();
            Wait.answer(readable);
            assertThat(closed.whenReadable().toCompletableFuture()).isDone();
            readable = gone.whenReadable().toCompletableFuture();
            torrent.remove(false);
            Wait.answer(readable);
            assertEndsWith(ErrorCode.BAD_HANDLE, gone);
        }
        Torrent other = paused(leecher, seed);
        try (TorrentChannel gone = other.open(0, NO_WAIT)) {
            CompletableFuture<Void> readable = gone.whenReadable().toCompletableFuture();
            leecher.close();
            Wait.answer(readable);
            assertEndsWith(ErrorCode.BAD_HANDLE, gone);
        }
    }
}
