package org.torrentxt.impl.engine.saved;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.torrentxt.impl.engine.part.TorrentRecord;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentTable;

/**
 * Asks the engine for the resume data of many torrents, some at a time, as its queue of alerts is limited, and waits for
 * the answers. Thread-safe.
 */
final class ResumeRound {
    private static final int AT_ONCE = 200;
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(100); // a torrent may have been removed

    private final TorrentTable torrents;

    ResumeRound(TorrentTable torrents) {
        this.torrents = torrents;
    }

    /** Records that a torrent has got an answer. */
    synchronized void answered() {
        notifyAll();
    }

    /**
     * Asks, and waits for all answers.
     *
     * @param end the time limit, as {@link System#nanoTime()}
     * @return false if answers are missing then
     */
    boolean ask(List<EngineTorrent> all, long end) throws InterruptedException {
        int answered = 0;
        for (int asked = 0; asked < all.size(); asked++) {
            if (asked - answered == AT_ONCE && !await(all.get(answered++), end)) {
                return false;
            }
            all.get(asked).saved().askForSession();
        }
        while (answered < all.size()) {
            if (!await(all.get(answered++), end)) {
                return false;
            }
        }
        return true;
    }

    private synchronized boolean await(EngineTorrent torrent, long end) throws InterruptedException {
        while (waits(torrent)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, LOOK_AGAIN));
        }
        return true;
    }

    private boolean waits(EngineTorrent torrent) {
        return torrents.find(torrent.id()).filter(torrent::equals).isPresent()
                && torrent.record().filter(TorrentRecord::waits).isPresent();
    }
}
