package org.torrentxt.impl.engine;

import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;

/**
 * Pauses, starts and checks a torrent. The engine checks nothing that is paused, so a paused torrent runs while it is checked
 * and stops when that is done; that start and stop are not reported.
 */
final class RunState {
    private final LiveHandle handle;
    private final int id;
    // true from the recheck of a paused torrent until it is done or has failed
    private boolean checksPaused;
    // true while the alert of the start for that check is to come, and that of the stop after it
    private boolean hidesResumed;
    private boolean hidesPaused;

    RunState(LiveHandle handle, int id) {
        this.handle = handle;
        this.id = id;
    }

    synchronized void pause() {
        handle.act(h -> {
            if (!checksPaused) { // else it stops by itself
                h.unset_flags(libtorrent.getAuto_managed()); // else the queue would start it again
                h.pause();
            }
        });
    }

    /** Starts it when the queue lets it. True if it ran already, in order to be checked: no alert reports that it runs. */
    synchronized boolean resume() {
        boolean ranAlready = checksPaused;
        handle.act(h -> {
            leaveCheck(h);
            hidesPaused = false;
            h.clear_error();
            if (isPaused(h)) { // one that was started outside of the queue stays there
                h.set_flags(libtorrent.getAuto_managed());
            }
        });
        return ranAlready;
    }

    /** Starts it whatever the queue says. True if it ran already, in order to be checked. */
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
                throw TorrentException.invalid(
                        "torrent " + id + " has nothing to check yet: its metadata is not known");
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

    /** Has a torrent that is not paused itself announced again once its session runs; asked before it does. */
    void sessionResumes() {
        handle.tell(h -> {
            if (!isPaused(h)) {
                h.resume();
            }
        });
    }

    /** Has the engine look at once at which torrents the queue lets run; false if this one is not in the queue. */
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

    /** Follows an alert about the torrent; false for one that nobody else is to see. */
    synchronized boolean follow(Alert alert) {
        switch (alert.type()) {
            case TORRENT_RESUMED -> {
                boolean passes = !hidesResumed;
                hidesResumed = false;
                return passes;
            }
            case TORRENT_PAUSED -> {
                boolean passes = hidesResumed || !hidesPaused; // the first is of an earlier pause
                hidesPaused &= hidesResumed;
                return passes;
            }
            case TORRENT_CHECKED, TORRENT_ERROR -> {
                if (checksPaused) {
                    handle.tell(h -> {
                        leaveCheck(h);
                        h.pause(); // without effect, unless the check was over before the torrent could be
                        // started for it
                    });
                }
                return true;
            }
            default -> {
                return true;
            }
        }
    }

    /** Takes over what lost alerts would have told. */
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
