package org.torrentxt.web.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;

/**
 * A file of a torrent for one reader that does not wait. What is missing is requested from the first read on until it
 * is released. For one thread at a time, but for {@link #close}.
 */
final class FileSource {
    private static final ReadOptions NO_WAIT = ReadOptions.defaults().timeout(Duration.ZERO);

    private final Torrent torrent;
    private final int file;
    private TorrentChannel channel; // null while nothing is requested; guarded by this, as is the next
    private boolean isClosed;

    FileSource(Torrent torrent, int file) {
        this.torrent = torrent;
        this.file = file;
    }

    /**
     * Reads as much as is there.
     *
     * @param to with room
     * @param position before the end
     * @return how many bytes; 0 if it would have to wait
     * @throws IOException if that cannot be read; its cause may be a {@link TorrentException}
     */
    int read(ByteBuffer to, long position) throws IOException {
        TorrentChannel open = at(position);
        try {
            int count = open.read(to);
            if (count <= 0) {
                throw new EOFException("the file has no byte at " + position);
            }
            return count;
        } catch (IOException e) {
            if (e.getCause() instanceof TorrentException cause && cause.code() == ErrorCode.TIMEOUT) {
                return 0;
            }
            throw e;
        }
    }

    /** Ends when it is worth reading there again. */
    CompletionStage<Void> whenReadable(long position) throws IOException {
        return at(position).whenReadable();
    }

    private TorrentChannel at(long position) throws IOException {
        TorrentChannel open = open();
        return open.position() == position ? open : open.position(position);
    }

    private synchronized TorrentChannel open() throws IOException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
        if (channel == null) {
            try {
                channel = torrent.open(file, NO_WAIT);
            } catch (TorrentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return channel;
    }

    /** Takes back what was requested, until the next read. */
    synchronized void release() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // it was read only
            }
            channel = null;
        }
    }

    /** Takes everything back; reads fail from now on. */
    synchronized void close() {
        isClosed = true;
        release();
    }
}
