package org.torrentxt.testing;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file of a torrent, as {@link org.torrentxt.api.Torrent#open} gives it, of which everything is there. Have a
 * session's torrents open it by {@code session.answer("open", (torrent, arguments) -> new FakeChannel(content))}.
 */
public final class FakeChannel implements SeekableByteChannel {
    private final byte[] content;
    private long position;
    private boolean isClosed;

    /** A file with that content, not null. */
    public FakeChannel(byte[] content) {
        this.content = content.clone();
    }

    @Override
    public synchronized int read(ByteBuffer to) throws ClosedChannelException {
        requireOpen();
        if (position >= content.length) {
            return -1;
        }
        int count = Math.min(to.remaining(), content.length - (int) position);
        to.put(content, (int) position, count);
        position += count;
        return count;
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
    public synchronized SeekableByteChannel position(long newPosition) throws ClosedChannelException {
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
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public synchronized boolean isOpen() {
        return !isClosed;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }
}
