package org.torrentxt.impl.engine.torrent;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.Uninterrupted;
import org.torrentxt.impl.engine.binding.Workers;

/**
 * The thread of a session that takes the space of torrents and adds them, one after the other: none finds files of
 * another that may still be deleted, because that is not added. There is none while there is nothing to do.
 */
final class SpaceThread {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceThread.class);
    private static final long IDLE_SECONDS = 10;

    private final String session;
    private final ExecutorService thread;
    private volatile boolean isStopped;

    SpaceThread(String session) {
        this.session = session;
        this.thread = Workers.of(session, "space", 1, IDLE_SECONDS);
    }

    /** Runs a task, which must call {@link #goOn} first, after those before; once stopped, on the caller's thread. */
    void execute(Runnable task) {
        thread.execute(task);
    }

    /** Returns, or throws a {@link TorrentException} once the session stops. */
    void goOn() {
        if (isStopped) {
            throw new TorrentException(ErrorCode.NO_SESSION, "session " + session + " was stopped");
        }
    }

    /** Has all tasks end, and waits for that. */
    void close(Duration limit) {
        isStopped = true;
        thread.shutdown();
        if (!Uninterrupted.within(limit.toMillis(), millis -> thread.awaitTermination(millis, TimeUnit.MILLISECONDS))) {
            LOG.warn("Session {}: taking space for a torrent does not end; it is left behind", session);
        }
    }
}
