package org.torrentxt.impl.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.TorrentException;

/**
 * Reads one file for one channel: waits for pieces, has those ahead requested, and takes verified bytes from the disk,
 * or from the engine where they are not in the file. For one thread at a time, but for {@link #close}.
 */
public final class FileReader implements ChannelContent {
    private static final int MOST_AT_ONCE = 1 << 20; // the JDK keeps a buffer of that size for each thread
    private static final Duration FOREVER = Duration.ofDays(10_000);

    /**
     * The torrent that a file is of.
     *
     * @param id for messages
     */
    public record Torrent(int id, PieceSource source, Arrivals arrivals, PieceDeadlines deadlines) {}

    /**
     * What a read has to wait for.
     *
     * @param isOver asks nobody
     * @param what has not happened, for messages
     */
    private record Obstacle(BooleanSupplier isOver, String what) {}

    private final Torrent torrent;
    private final Arrivals arrivals;
    private final FileSpan span;
    private final ReadOptions options;
    private final ReadWindow window;
    private final ReadRate rate = new ReadRate(System.nanoTime());
    private final ContentFile content;
    private final BitSet written = new BitSet(); // pieces that are in the file
    private final EnginePiece piece; // one that is not
    private Optional<FileChannel> file = Optional.empty(); // as it was when it was last looked for
    private CompletableFuture<Void> waiting = CompletableFuture.completedFuture(null);
    private boolean isBegun;
    private boolean isClosed; // guarded by this, as is the next
    private boolean isWatching;

    /**
     * Reads a file of a torrent.
     *
     * @param file its index, within range
     */
    public FileReader(Torrent torrent, int file, FileSpan span, ReadOptions options) {
        this.torrent = torrent;
        this.arrivals = torrent.arrivals();
        this.span = span;
        this.options = options;
        this.window = new ReadWindow(span, options, arrivals, torrent.deadlines());
        this.content = new ContentFile(torrent.source(), file);
        this.piece = new EnginePiece(torrent.source(), arrivals::wake);
    }

    @Override
    public long size() {
        return span.size();
    }

    @Override
    public int read(ByteBuffer to, long position, BooleanSupplier isOpen) throws IOException {
        if (position >= span.size()) {
            return -1;
        }
        if (!to.hasRemaining()) {
            return 0;
        }
        long until = System.nanoTime() + options.timeout().orElse(FOREVER).toNanos();
        int count = 0;
        while (count == 0) {
            Optional<Obstacle> obstacle = obstacle(position, isOpen);
            if (obstacle.isPresent()) {
                await(obstacle.get(), until, isOpen);
            } else {
                count = take(to, position);
            }
        }
        rate.add(count, System.nanoTime());
        return count;
    }

    @Override
    public CompletableFuture<Void> whenReadable(long position, BooleanSupplier isOpen) {
        waiting.complete(null); // for another position, or given up
        waiting = new CompletableFuture<>();
        try {
            Optional<Obstacle> obstacle = position < span.size() ? obstacle(position, isOpen) : Optional.empty();
            if (obstacle.isPresent()) {
                BooleanSupplier isOver = obstacle.get().isOver();
                waiting = arrivals.when(() -> isOver.getAsBoolean() || !isOpen.getAsBoolean());
            } else {
                waiting.complete(null);
            }
        } catch (IOException | TorrentException e) {
            waiting.complete(null); // a read tells
        }
        return waiting;
    }

    // What a read there has to wait for; if nothing, then its bytes are in the file or the piece that are open.
    private Optional<Obstacle> obstacle(long position, BooleanSupplier isOpen) throws IOException {
        begin(position);
        int index = span.pieceAt(position);
        long changes = arrivals.changes();
        boolean isWanted = window.move(position, rate.bytesPerSecond());
        if (!arrivals.has(index)) {
            watch();
            requireHope(index, isWanted);
            return Optional.of(new Obstacle(
                    () -> arrivals.isKnown(index) || arrivals.changes() != changes,
                    "piece " + index + " of torrent " + torrent.id() + " was not downloaded"));
        }
        if (piece.is(index)) {
            return Optional.empty();
        }
        if (isWritten(index)) {
            file = content.at(arrivals.moves());
            requireOpen(isOpen);
            if (file.isPresent()) {
                return Optional.empty();
            } else if (torrent.source().isMoving()) {
                return Optional.of(new Obstacle(
                        () -> arrivals.changes() != changes,
                        "the files of torrent " + torrent.id() + " were not moved"));
            }
        }
        return piece.request(index)
                ? Optional.of(new Obstacle(
                        piece.answered(),
                        "piece " + index + " of torrent " + torrent.id() + " was not read by the engine"))
                : Optional.empty();
    }

    // Watches from the first read on if anything is missing, as the window asks what is.
    private void begin(long position) {
        if (!isBegun) {
            isBegun = true;
            if (arrivals.nextMissing(span.pieceAt(position)) < span.firstPiece() + span.pieceCount()) {
                watch();
            }
        }
    }

    private synchronized void watch() {
        if (!isWatching && !isClosed) {
            isWatching = true;
            arrivals.watch();
        }
    }

    private void await(Obstacle obstacle, long until, BooleanSupplier isOpen) throws IOException {
        if (System.nanoTime() - until >= 0) {
            throw new TorrentException(
                    ErrorCode.TIMEOUT,
                    obstacle.what() + " within "
                            + options.timeout().orElse(FOREVER).toMillis() + " ms");
        }
        try {
            arrivals.await(() -> obstacle.isOver().getAsBoolean() || !isOpen.getAsBoolean(), until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // has closed the channel
        }
        requireOpen(isOpen);
    }

    private void requireHope(int wanted, boolean isWanted) {
        if (!isWanted) {
            throw TorrentException.invalid("piece " + wanted + " of torrent " + torrent.id()
                    + " is skipped and not downloaded; set a priority for the file first");
        }
        torrent.source().error().ifPresent(error -> {
            throw new TorrentException(
                    ErrorCode.ENGINE,
                    "torrent " + torrent.id() + " is stopped by an error: " + error
                            + "; fix that, then resume the torrent");
        });
    }

    private static void requireOpen(BooleanSupplier isOpen) throws ClosedChannelException {
        if (!isOpen.getAsBoolean()) {
            throw new ClosedChannelException();
        }
    }

    // Gives nothing if the piece there is no longer verified.
    private int take(ByteBuffer to, long position) throws IOException {
        int index = span.pieceAt(position);
        if (piece.is(index)) {
            return piece.put(to, span.offsetInPiece(position), span.endOf(index) - position);
        }
        long end = endOfWritten(index, Math.min(span.size(), position + Math.min(MOST_AT_ONCE, to.remaining())));
        return end > position ? takeFrom(file.orElseThrow(), to, position, (int) (end - position)) : 0;
    }

    // Up to where the file has verified bytes, from a verified piece on.
    private long endOfWritten(int first, long enough) {
        int missing = arrivals.nextMissing(first);
        int next = first;
        while (next < missing && isWritten(next)) {
            if (span.endOf(next) >= enough) {
                return enough;
            }
            next++;
        }
        return next == first ? 0 : span.endOf(next - 1);
    }

    private boolean isWritten(int index) {
        if (!written.get(index) && torrent.source().isWritten(index)) {
            written.set(index);
        }
        return written.get(index);
    }

    private int takeFrom(FileChannel file, ByteBuffer to, long position, int most) throws IOException {
        int limit = to.limit();
        to.limit(to.position() + Math.min(most, to.remaining()));
        try {
            int count = file.read(to, position);
            if (count <= 0) {
                throw new TorrentException(
                        ErrorCode.ENGINE,
                        "a file of torrent " + torrent.id() + " is shorter on disk than in the torrent; recheck it");
            }
            return count;
        } finally {
            to.limit(limit);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            isClosed = true;
        }
        window.close();
        if (isWatching) {
            isWatching = false;
            arrivals.unwatch();
        }
        arrivals.wake();
        content.close();
    }
}
