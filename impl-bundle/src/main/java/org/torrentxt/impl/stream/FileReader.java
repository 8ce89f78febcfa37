package org.torrentxt.impl.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    private final Torrent torrent;
    private final Arrivals arrivals;
    private final FileSpan span;
    private final ReadOptions options;
    private final ReadWindow window;
    private final ReadRate rate = new ReadRate(System.nanoTime());
    private final ContentFile content;
    private final BitSet written = new BitSet(); // pieces that are in the file
    private byte[] piece = {}; // one that is not, as the engine has it
    private int pieceIndex = -1;
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
        begin(position);
        await(position, isOpen);
        int count = take(to, position, isOpen);
        rate.add(count, System.nanoTime());
        return count;
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

    private void await(long position, BooleanSupplier isOpen) throws IOException {
        int wanted = span.pieceAt(position);
        long until = System.nanoTime() + options.timeout().orElse(FOREVER).toNanos();
        while (true) {
            long changes = arrivals.changes();
            boolean isWanted = window.move(position, rate.bytesPerSecond());
            if (arrivals.has(wanted)) {
                return;
            }
            watch();
            requireHope(wanted, isWanted);
            if (System.nanoTime() - until >= 0) {
                throw new TorrentException(
                        ErrorCode.TIMEOUT,
                        "piece " + wanted + " of torrent " + torrent.id() + " was not downloaded within "
                                + options.timeout().orElse(FOREVER).toMillis() + " ms");
            }
            pause(() -> arrivals.isKnown(wanted) || arrivals.changes() != changes || !isOpen.getAsBoolean(), until);
            requireOpen(isOpen);
        }
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

    private void pause(BooleanSupplier done, long until) {
        try {
            arrivals.await(done, until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // has closed the channel
        }
    }

    private static void requireOpen(BooleanSupplier isOpen) throws ClosedChannelException {
        if (!isOpen.getAsBoolean()) {
            throw new ClosedChannelException();
        }
    }

    private int take(ByteBuffer to, long position, BooleanSupplier isOpen) throws IOException {
        int index = span.pieceAt(position);
        if (index != pieceIndex) {
            long end = endOfWritten(index, Math.min(span.size(), position + Math.min(MOST_AT_ONCE, to.remaining())));
            Optional<FileChannel> file = end > position ? file(isOpen) : Optional.empty();
            if (file.isPresent()) {
                return takeFrom(file.get(), to, position, (int) (end - position));
            }
            piece = fetch(index, isOpen);
            pieceIndex = index;
        }
        int from = span.offsetInPiece(position);
        int count = (int) Math.min(to.remaining(), span.endOf(index) - position);
        to.put(piece, from, count);
        return count;
    }

    private Optional<FileChannel> file(BooleanSupplier isOpen) throws IOException {
        while (true) {
            long changes = arrivals.changes();
            Optional<FileChannel> file = content.at(arrivals.moves());
            requireOpen(isOpen);
            if (file.isPresent() || !torrent.source().isMoving()) {
                return file;
            }
            pause(() -> arrivals.changes() != changes || !isOpen.getAsBoolean(), System.nanoTime() + FOREVER.toNanos());
            requireOpen(isOpen);
        }
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

    private byte[] fetch(int index, BooleanSupplier isOpen) throws IOException {
        CompletableFuture<byte[]> answer = torrent.source().read(index);
        answer.whenComplete((bytes, failure) -> arrivals.wake());
        pause(() -> answer.isDone() || !isOpen.getAsBoolean(), System.nanoTime() + FOREVER.toNanos());
        requireOpen(isOpen);
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TorrentException failure) {
                throw failure;
            }
            throw e;
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
