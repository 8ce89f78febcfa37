package org.torrentxt.impl.engine;

import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;

/**
 * Pauses, starts and checks a torrent. The engine checks nothing that is paused, so a paused torrent runs while it is
 * checked and stops when that is done; that start and stop are not reported.
 */
final class RunState {
    private final LiveHandle handle;
    private final int id;
    // true from the recheck of a paused torrent until it has ended or failed
    private boolean checksPaused;
    // true while the alerts of the start for that check and of the stop after it are expected
    private boolean hidesResumed;
    private boolean hidesPaused;

    RunState(LiveHandle handle, int id) {
        this.handle = handle;
        this.id = id;
    }

    synchronized void pause() {
        handle.act(h -> {
            if (!checksPaused) { // otherwise it stops by itself
                h.unset_flags(libtorrent.getAuto_managed()); // otherwise the queue would start it again
                h.pause();
            }
        });
    }

    /**
     * Starts it when the queue allows it. True if it was already running to be checked: no alert then reports the
     * start.
     */
    synchronized boolean resume() {
        boolean ranAlready = checksPaused;
        handle.act(h -> {
            leaveCheck(h);
            hidesPaused = false;
            h.clear_error();
            if (isPaused(h)) { // one that was started outside the queue stays outside
                h.set_flags(libtorrent.getAuto_managed());
            }
        });
        return ranAlready;
    }

    /** Starts it regardless of the queue. True if it was already running to be checked. */
    synchronized boolean resumeNow() {
        boolean ranAlready = checksPaused;
        handle.act(h -> {
            leaveCheck(h);
            hidesPaused = false;
            h.unset_flags(libtorrent.getAuto_managed());
            h.resume();
        });
        return ranAlready;
    }

    /**
     * Checks its files; a paused torrent is paused again afterwards.
     *
     * @throws TorrentException if there is nothing to check
     */
    synchronized void recheck() {
        handle.act(h -> {
            if (TorrentReader.metadata(h).isEmpty()) {
                throw TorrentException.invalid("torrent " + id + " cannot be checked yet: its metadata is not known");
            }
            boolean paused = isPaused(h) && !has(h, TorrentFlag.AUTO_MANAGED);
            h.force_recheck();
            if (paused) {
                checksPaused = true;
                hidesResumed = true;
                hidesPaused = true;
                h.set_flags(libtorrent.getStop_when_ready());
                h.resume();
            }
        });
    }

    /** Makes a torrent that is not paused itself announce again once its session resumes; called before that. */
    void sessionResumes() {
        handle.tell(h -> {
            if (!isPaused(h)) {
                h.resume();
            }
        });
    }

    /** Makes the engine update the queue at once; false if this torrent is not in the queue. */
    synchronized boolean stirQueue() {
        return handle.ask(
                h -> {
                    boolean queued = has(h, TorrentFlag.AUTO_MANAGED);
                    if (queued) {
                        h.unset_flags(libtorrent.getAuto_managed());
                        h.set_flags(libtorrent.getAuto_managed());
                    }
                    return queued;
                },
                false);
    }

    /** Takes an alert about the torrent; returns false if it must not be passed on. */
    synchronized boolean follow(Alert alert) {
        switch (alert.type()) {
            case TORRENT_RESUMED -> {
                boolean passes = !hidesResumed;
                hidesResumed = false;
                return passes;
            }
            case TORRENT_PAUSED -> {
                boolean passes = hidesResumed || !hidesPaused; // the first one belongs to an earlier pause
                hidesPaused &= hidesResumed;
                return passes;
            }
            case TORRENT_CHECKED, TORRENT_ERROR -> {
                if (checksPaused) {
                    handle.tell(h -> {
                        leaveCheck(h);
                        h.pause(); // without effect, unless the check had ended before the torrent was started for it
                    });
                }
                return true;
            }
            default -> {
                return true;
            }
        }
    }

    /** Updates the state after alerts were dropped. */
    synchronized void catchUp() {
        if (checksPaused) {
            handle.tell(h -> checksPaused = !isPaused(h));
            hidesResumed &= checksPaused;
            hidesPaused &= checksPaused;
        }
    }

    private void leaveCheck(torrent_handle h) {
        if (checksPaused) {
            checksPaused = false;
            h.unset_flags(libtorrent.getStop_when_ready());
        }
    }

    private static boolean isPaused(torrent_handle h) {
        return has(h, TorrentFlag.PAUSED);
    }

    private static boolean has(torrent_handle h, TorrentFlag flag) {
        return TorrentFlag.fromBits(h.flags().to_int()).contains(flag);
    }
}
