package org.torrentxt.impl.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.torrentxt.api.TorrentException;

/** A file of a torrent as a channel: where it is, and how its reads end. What they read is its content's. */
public final class TorrentFileChannel extends AbstractInterruptibleChannel implements SeekableByteChannel {
    private final ChannelContent content;
    private final ReentrantLock reading = new ReentrantLock(); // one read at a time, and none while it is positioned
    private volatile long position;

    /** A channel at the beginning of the file. */
    public TorrentFileChannel(ChannelContent content) {
        this.content = content;
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
    public SeekableByteChannel position(long newPosition) throws IOException {
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
    public SeekableByteChannel truncate(long size) throws IOException {
        requireOpen();
        throw new NonWritableChannelException();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        content.close();
    }
}
