package org.torrentxt.web.file;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.TorrentChannel;

/** A file of any size, all of which is there: each byte says where it is. */
final class GreatFile implements TorrentChannel {
    private final long size;
    private long position;
    private volatile boolean isClosed;

    GreatFile(long size) {
        this.size = size;
    }

    /** The byte at a position. */
    static byte at(long position) {
        return (byte) (position ^ position >>> 8 ^ position >>> 32);
    }

    @Override
    public synchronized int read(ByteBuffer to) {
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(to.remaining(), size - position);
        for (int i = 0; i < count; i++) {
            to.put(at(position++));
        }
        return count;
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized TorrentChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public CompletionStage<Void> whenReadable() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TorrentChannel truncate(long newSize) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return !isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
