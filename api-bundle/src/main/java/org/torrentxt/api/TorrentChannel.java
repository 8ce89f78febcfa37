package org.torrentxt.api;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A file of a torrent, opened for reading by {@link Torrent#open}: a channel that waits for pieces. For many readers at
 * a time, none of which holds a thread while it waits, there is {@link #whenReadable()}.
 */
@ProviderType
public interface TorrentChannel extends SeekableByteChannel {
    /**
     * Waits until a read at the current position need not wait, without holding a thread. What is missing there is
     * requested as by a read.
     *
     * <p>It is a hint: the stage ends, too, when something happens that a read may end with, such as an error or the
     * removal of the torrent, and when the channel is closed. Only a read tells. So this is for a channel with {@link
     * ReadOptions#timeout} of zero: read until a read ends with {@link ErrorCode#TIMEOUT}, call this, and read again when
     * the stage has ended; that read may end with {@link ErrorCode#TIMEOUT} again. There is no time limit.
     *
     * <p>Like a read, it waits for one that another thread has begun.
     *
     * @return never ends exceptionally; has ended already at the end of the file, for a closed channel, or if a read would
     *     fail. Cancelling it gives up waiting, nothing else.
     */
    CompletionStage<Void> whenReadable();

    @Override
    TorrentChannel position(long newPosition) throws IOException;
}
