package org.torrentxt.impl.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.TorrentException;

/** Where bytes are taken from. The engine's are 1, those on disk 2. */
class FileReaderTest {
    private static final int LENGTH = 10;
    private static final FileSpan SPAN = new FileSpan(5, 20, LENGTH); // in the pieces 0 to 2

    @TempDir
    Path folder;

    private final BitSet pieces = new BitSet();
    private final BitSet written = new BitSet();
    private final List<Integer> read = new ArrayList<>();
    private final Source source = new Source();
    private boolean isWhole = true;
    private CompletableFuture<byte[]> slowly; // null for a piece that the engine reads at once
    private volatile boolean isMoving;
    private Arrivals arrivals;
    private FileReader reader;

    private final class Source implements PieceSource {
        @Override
        public BitSet pieces() {
            return (BitSet) pieces.clone();
        }

        @Override
        public boolean isWritten(int piece) {
            return written.get(piece);
        }

        @Override
        public Optional<String> error() {
            return Optional.empty();
        }

        @Override
        public FileLocation locate(int file) {
            return new FileLocation(folder, "file", isWhole);
        }

        @Override
        public boolean isMoving() {
            return isMoving;
        }

        @Override
        public CompletableFuture<byte[]> read(int piece) {
            read.add(piece);
            if (slowly != null) {
                return slowly;
            }
            byte[] bytes = new byte[LENGTH];
            Arrays.fill(bytes, (byte) 1);
            return CompletableFuture.completedFuture(bytes);
        }

        @Override
        public void watch() {
            // nothing comes
        }

        @Override
        public void unwatch() {
            // nothing came
        }
    }

    private static final class NoRequests implements PieceRequests {
        @Override
        public int priority(int piece) {
            return 4;
        }

        @Override
        public void prioritize(int piece, int priority) {
            // nobody is there
        }

        @Override
        public void setDeadline(int piece, int millis) {
            // nobody is there
        }

        @Override
        public void resetDeadline(int piece) {
            // nobody is there
        }

        @Override
        public void setOrder(int first, int last) {
            // nobody is there
        }

        @Override
        public void resetOrder() {
            // nobody is there
        }
    }

    @BeforeEach
    void open() throws IOException {
        arrivals = new Arrivals(source);
        reader = reader(ReadOptions.defaults().timeout(Duration.ZERO));
        byte[] content = new byte[20];
        Arrays.fill(content, (byte) 2);
        Files.write(folder.resolve("file"), content);
    }

    private FileReader reader(ReadOptions options) {
        PieceDeadlines deadlines = new PieceDeadlines(new NoRequests());
        return new FileReader(new FileReader.Torrent(1, source, arrivals, deadlines), 0, SPAN, options);
    }

    private String read(long position) throws IOException {
        return read(reader, position);
    }

    private static String read(FileReader reader, long position) throws IOException {
        ByteBuffer to = ByteBuffer.allocate(100);
        int count = reader.read(to, position, () -> true);
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            bytes.append(to.get(i));
        }
        return bytes.toString();
    }

    @Test
    void whatIsWrittenIsReadFromDiskAsFarAsItGoes() throws IOException {
        pieces.set(0, 3);
        written.set(0, 2);
        assertThat(read(0)).isEqualTo("2".repeat(15));
        assertThat(read).isEmpty();
    }

    @Test
    void whatIsVerifiedButNotWrittenIsReadByTheEngineOnce() throws IOException {
        pieces.set(0, 3);
        written.set(0);
        assertThat(read(0)).isEqualTo("2".repeat(5));
        assertThat(read(5)).isEqualTo("1".repeat(10));
        assertThat(read(14)).isEqualTo("1");
        assertThat(read).containsExactly(1);
    }

    @Test
    void aFileThatMayBeElsewhereIsReadByTheEngineUntilItIsBack() throws IOException {
        pieces.set(0, 3);
        written.set(0, 3);
        isWhole = false;
        assertThat(read(0)).isEqualTo("1".repeat(5));
        isWhole = true;
        arrivals.changed();
        assertThat(read(5)).isEqualTo("2".repeat(15));
        Files.delete(folder.resolve("file"));
        arrivals.changed();
        assertThat(read(15)).isEqualTo("1".repeat(5));
    }

    @Test
    void aFileThatIsOnItsWayIsWaitedFor() throws Exception {
        pieces.set(0, 3);
        written.set(0, 3);
        isMoving = true;
        Path file = folder.resolve("file");
        Path away = Files.move(file, folder.resolve("away"));
        CompletableFuture<String> bytes = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                bytes.complete(read(reader(ReadOptions.defaults()), 0));
            } catch (IOException | RuntimeException e) {
                bytes.completeExceptionally(e);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        Files.move(away, file);
        isMoving = false;
        arrivals.changed();
        assertThat(bytes.get(30, TimeUnit.SECONDS)).isEqualTo("2".repeat(20));
        assertThat(read).isEmpty();
    }

    @Test
    void whatIsMissingIsNotReadAlsoIfItIsOnDisk() throws IOException {
        pieces.set(0);
        written.set(0, 3);
        assertThat(read(0)).isEqualTo("2".repeat(5));
        assertThatThrownBy(() -> read(5))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
        arrivals.arrived(1);
        assertThat(read(5)).isEqualTo("2".repeat(10));
        pieces.clear(1);
        arrivals.doubt();
        assertThatThrownBy(() -> read(5)).isInstanceOf(TorrentException.class);
    }

    @Test
    void aReaderThatIsClosedMeanwhileReadsNothing() {
        pieces.set(0, 3);
        written.set(0, 3);
        assertThatThrownBy(() -> reader.read(ByteBuffer.allocate(1), 0, () -> false))
                .isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void onceTheTorrentIsGoneNothingIsRead() throws IOException {
        pieces.set(0, 3);
        written.set(0, 3);
        read(0);
        arrivals.end(new TorrentException(ErrorCode.BAD_HANDLE, "gone"));
        assertThatThrownBy(() -> read(0)).hasMessage("gone");
    }

    private CompletableFuture<Void> whenReadable(long position) {
        return reader.whenReadable(position, () -> true);
    }

    private void assertNoRead(long position) {
        assertThatThrownBy(() -> read(position))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    @Test
    void whoWaitsWithoutAThreadIsToldOfThePieceAndNotOfOthers() throws IOException {
        written.set(0, 3);
        assertNoRead(10);
        CompletableFuture<Void> readable = whenReadable(10);
        arrivals.arrived(0);
        assertThat(readable).isNotDone();
        arrivals.arrived(1);
        assertThat(readable).isCompleted();
        assertThat(read(10)).isEqualTo("2".repeat(5));
        assertThat(whenReadable(10)).isCompleted();
        assertThat(whenReadable(20)).as("the end").isCompleted();
    }

    @Test
    void whoWaitsWithoutAThreadIsToldOfWhatAReadWouldEndWith() throws IOException {
        CompletableFuture<Void> readable = whenReadable(0);
        assertThat(readable).isNotDone();
        arrivals.end(new TorrentException(ErrorCode.BAD_HANDLE, "gone"));
        assertThat(readable).isCompleted();
        assertThat(whenReadable(0)).isCompleted();
    }

    @Test
    void closingEndsTheWaitWithoutAThread() throws IOException {
        boolean[] isOpen = {true};
        CompletableFuture<Void> readable = reader.whenReadable(0, () -> isOpen[0]);
        assertThat(readable).isNotDone();
        isOpen[0] = false;
        reader.close();
        assertThat(readable).isCompleted();
    }

    @Test
    void anotherWaitEndsTheOneBefore() {
        CompletableFuture<Void> before = whenReadable(0);
        CompletableFuture<Void> now = whenReadable(10);
        assertThat(before).isCompleted();
        assertThat(now).isNotDone();
    }

    @Test
    void readsThatDoNotWaitWaitForNoMoveAndNotForTheEngine() throws IOException {
        pieces.set(0, 3);
        written.set(0, 3);
        isMoving = true;
        Path file = folder.resolve("file");
        Path away = Files.move(file, folder.resolve("away"));
        assertNoRead(0);
        CompletableFuture<Void> moved = whenReadable(0);
        assertThat(moved).isNotDone();
        isMoving = false;
        slowly = new CompletableFuture<>();
        arrivals.changed();
        assertThat(moved).isCompleted();
        assertNoRead(0);
        CompletableFuture<Void> fetched = whenReadable(0);
        assertThat(fetched).isNotDone();
        slowly.complete(new byte[LENGTH]);
        assertThat(fetched).isCompleted();
        assertThat(read(0)).isEqualTo("0".repeat(5));
        assertThat(read).containsExactly(0);
        Files.move(away, file);
    }
}
