package org.torrentxt.impl.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;

/** A file of a torrent as a channel: where it is, and how its reads end. What they read is its content's. */
public final class TorrentFileChannel extends AbstractInterruptibleChannel implements TorrentChannel {
    private final ChannelContent content;
    private final UnaryOperator<CompletableFuture<Void>> copy;
    private final Runnable whenClosed;
    private final ReentrantLock reading = new ReentrantLock(); // one read at a time, and none while it is positioned
    private volatile long position;

    /**
     * A channel at the beginning of the file.
     *
     * @param copy gives copies of stages to callers, whose code then runs on threads of its own
     * @param whenClosed called once, after it was closed
     */
    public TorrentFileChannel(
            ChannelContent content, UnaryOperator<CompletableFuture<Void>> copy, Runnable whenClosed) {
        this.content = content;
        this.copy = copy;
        this.whenClosed = whenClosed;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        Objects.requireNonNull(to, "to");
        boolean done = false;
        begin(); // from here on, an interruption closes it
        reading.lock();
        try {
            requireOpen();
            int count = content.read(to, position, this::isOpen);
            position += Math.max(0, count);
            done = true;
            return count;
        } catch (ClosedByInterruptException e) {
            close(); // the file below has noticed it first
            throw e;
        } catch (TorrentException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            reading.unlock();
            end(done);
        }
    }

    @Override
    public CompletionStage<Void> whenReadable() {
        reading.lock();
        try {
            return copy.apply(content.whenReadable(position, this::isOpen));
        } finally {
            reading.unlock();
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public TorrentChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position " + newPosition + " is negative");
        }
        reading.lock();
        try {
            position = newPosition;
            return this;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return content.size();
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        Objects.requireNonNull(from, "from");
        requireOpen();
        throw new NonWritableChannelException();
    }

    @Override
    public TorrentChannel truncate(long size) throws IOException {
        requireOpen();
        throw new NonWritableChannelException();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        try {
            content.close();
        } finally {
            whenClosed.run();
        }
    }
}
