package org.torrentxt.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;

/**
 * A file of a torrent, as {@link org.torrentxt.api.Torrent#open} gives it, of which everything is there unless {@link
 * #setAvailable} says otherwise. Have a session's torrents open it by {@code session.answer("open", (torrent,
 * arguments) -> new FakeChannel(content))}.
 */
public final class FakeChannel implements TorrentChannel {
    private final byte[] content;
    private long position;
    private long available;
    private TorrentException failure;
    private CompletableFuture<Void> readable = CompletableFuture.completedFuture(null);
    private boolean isClosed;

    /** A file with that content, not null. */
    public FakeChannel(byte[] content) {
        this.content = content.clone();
        this.available = content.length;
    }

    /**
     * Sets how many bytes are there, from the beginning on. Reads of others end with {@link ErrorCode#TIMEOUT}, as those
     * of a channel that does not wait; {@link #whenReadable()} ends when this makes them available.
     */
    public void setAvailable(long bytes) {
        CompletableFuture<Void> told;
        synchronized (this) {
            available = bytes;
            told = position < available ? readable : CompletableFuture.completedFuture(null);
        }
        told.complete(null);
    }

    /**
     * Makes reads of bytes that are not available end with that exception, and ends {@link #whenReadable()}.
     *
     * @param reason null for none again
     */
    public void fail(TorrentException reason) {
        CompletableFuture<Void> told;
        synchronized (this) {
            failure = reason;
            told = readable;
        }
        told.complete(null);
    }

    @Override
    public synchronized int read(ByteBuffer to) throws IOException {
        requireOpen();
        if (position >= content.length) {
            return -1;
        }
        if (position >= available) {
            TorrentException reason = failure != null
                    ? failure
                    : new TorrentException(ErrorCode.TIMEOUT, "byte " + position + " is not available");
            throw new IOException(reason.getMessage(), reason);
        }
        int count = (int) Math.min(to.remaining(), Math.min(available, content.length) - position);
        to.put(content, (int) position, count);
        position += count;
        return count;
    }

    @Override
    public synchronized CompletionStage<Void> whenReadable() {
        readable.complete(null);
        readable = new CompletableFuture<>();
        if (isClosed || failure != null || position < available || position >= content.length) {
            readable.complete(null);
        }
        return readable.copy();
    }

    private void requireOpen() throws ClosedChannelException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public synchronized long position() throws ClosedChannelException {
        requireOpen();
        return position;
    }

    @Override
    public synchronized TorrentChannel position(long newPosition) throws ClosedChannelException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position " + newPosition + " is negative");
        }
        position = newPosition;
        return this;
    }

    @Override
    public synchronized long size() throws ClosedChannelException {
        requireOpen();
        return content.length;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public TorrentChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public synchronized boolean isOpen() {
        return !isClosed;
    }

    @Override
    public void close() {
        CompletableFuture<Void> told;
        synchronized (this) {
            isClosed = true;
            told = readable;
        }
        told.complete(null);
    }
}
