package org.torrentxt.impl.engine.part;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.PeerAttempts;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.request.CheckAnswer;

/**
 * Pauses, starts and checks a torrent. The engine checks nothing that is paused, so a paused torrent runs while it is
 * checked and stops when that is done; that start and stop are not reported.
 */
public final class RunState {
    private final LiveHandle handle;
    private final int id;
    // true from the recheck of a paused torrent until it has ended or failed
    private boolean checksPaused;
    // true while the alerts of the start for that check and of the stop after it are expected
    private boolean hidesResumed;
    private boolean hidesPaused;
    // how it runs once it is let go; null while it is not held
    private volatile Wanted wanted;
    private boolean hidesHold; // the alert of the stop for that
    private boolean hidesRelease;
    private final Restarts restarts = new Restarts(System::nanoTime);

    /**
     * How a torrent that is held is to run afterwards, for a check only or not, and whether its start is not reported.
     */
    private record Wanted(boolean paused, boolean queued, boolean checks, boolean silent) {
        Wanted with(boolean nowPaused, boolean nowQueued) {
            return new Wanted(nowPaused, nowQueued, checks, silent && !nowPaused);
        }
    }

    public RunState(LiveHandle handle, int id) {
        this.handle = handle;
        this.id = id;
    }

    /** Stops it. True if it had stopped already, as it is held: no alert reports that. */
    public synchronized boolean pause() {
        boolean isUnreported = wanted != null && !wanted.paused() && !wanted.checks();
        handle.act(this::pause);
        return isUnreported;
    }

    private void pause(torrent_handle h) {
        if (wanted != null) {
            wanted = wanted.checks() ? wanted : wanted.with(true, false);
        } else if (!checksPaused) { // otherwise it stops by itself
            h.unset_flags(libtorrent.getAuto_managed()); // otherwise the queue would start it again
            h.pause();
        }
    }

    /**
     * Starts it when the queue allows it. True if it was already running to be checked: no alert then reports the
     * start.
     */
    public synchronized boolean resume() {
        boolean ranAlready = checksPaused;
        handle.act(h -> {
            leaveCheck(h);
            hidesPaused = false;
            h.clear_error();
            if (wanted != null) {
                wanted = new Wanted(wanted.paused(), wanted.queued() || wanted.paused(), false, wanted.silent());
            } else if (isPaused(h)) { // one that was started outside the queue stays outside
                h.set_flags(libtorrent.getAuto_managed());
            }
        });
        return ranAlready;
    }

    /** Starts it regardless of the queue. True if it was already running to be checked. */
    public synchronized boolean resumeNow() {
        boolean ranAlready = checksPaused;
        handle.act(h -> {
            leaveCheck(h);
            hidesPaused = false;
            if (wanted != null) {
                wanted = new Wanted(false, false, false, wanted.silent());
                return;
            }
            h.unset_flags(libtorrent.getAuto_managed());
            h.resume();
        });
        return ranAlready;
    }

    /**
     * Checks its files; a paused torrent is paused again afterwards.
     *
     * @param check is told what the engine was asked for, before it is
     * @throws TorrentException if there is nothing to check
     */
    public synchronized void recheck(CheckAnswer<?> check) {
        handle.act(h -> {
            if (Metadata.of(h).isEmpty()) {
                throw TorrentException.invalid("torrent " + id + " cannot be checked yet: its metadata is not known");
            }
            boolean paused = isPaused(h) && !has(h, TorrentFlag.AUTO_MANAGED);
            torrent_status now = h.status(torrent_handle.query_name);
            TorrentState state = TorrentState.of(now.getState().swigValue());
            if (state == TorrentState.CHECKING_RESUME) {
                check.postpone();
                return;
            }
            if (state == TorrentState.CHECKING && !paused && !now.getErrc().failed()) {
                check.join();
                return;
            }
            check.request();
            h.force_recheck();
            forgetLeft(h);
            if (paused) {
                checksPaused = true;
                hidesResumed = true;
                hidesPaused = true;
                h.set_flags(libtorrent.getStop_when_ready());
                h.resume();
            }
        });
    }

    /**
     * Keeps it from running, whatever others ask for, until {@link #release}; that is not reported.
     *
     * @param sessionPaused true if it does not run anyway
     */
    public synchronized void hold(boolean sessionPaused) {
        handle.act(h -> {
            boolean paused = isPaused(h);
            wanted = new Wanted(paused, has(h, TorrentFlag.AUTO_MANAGED), checksPaused, !paused);
            hidesHold = !paused && !sessionPaused;
            h.unset_flags(libtorrent.getAuto_managed());
            h.pause();
        });
    }

    /**
     * Lets it run again, if it ran before or is to run now.
     *
     * @param sessionPaused true if it does not run anyway
     */
    public synchronized void release(boolean sessionPaused) {
        Wanted now = wanted;
        wanted = null;
        if (now == null || now.checks() && !checksPaused) {
            return; // the check that it ran for is over
        }
        handle.tell(h -> {
            if (now.queued()) {
                h.set_flags(libtorrent.getAuto_managed());
            }
            if (!now.paused()) {
                hidesRelease = now.silent() && !sessionPaused;
                h.resume();
            }
        });
    }

    /**
     * Has the engine connect at once to the peers that it knows. For a torrent that has none, and runs, or is about to be
     * started by the queue; of one that runs, nobody sees how it is done.
     *
     * @param name tells the engine of more peers before that
     */
    public synchronized void reconnect(Consumer<torrent_handle> name) {
        handle.tell(h -> {
            Set<TorrentFlag> flags = flags(h);
            if (wanted != null || checksPaused) {
                name.accept(h);
            } else if (!flags.contains(TorrentFlag.PAUSED)) {
                restarts.restart(h, name);
            } else {
                name.accept(h);
                if (flags.contains(TorrentFlag.AUTO_MANAGED)) {
                    forgetLeft(h);
                    h.resume();
                }
            }
        });
    }

    /** The flags as they are, but for what it is held for. */
    public Set<TorrentFlag> shown(Set<TorrentFlag> flags) {
        Wanted instead = wanted;
        if (instead == null) {
            return flags;
        }
        Set<TorrentFlag> shown = EnumSet.noneOf(TorrentFlag.class);
        shown.addAll(flags);
        set(shown, TorrentFlag.PAUSED, instead.paused());
        set(shown, TorrentFlag.AUTO_MANAGED, instead.queued());
        return shown;
    }

    /** Has resume data say how it runs when it is not held. */
    public void correct(add_torrent_params params) {
        if (wanted != null) {
            int bits = params.getFlags().to_int();
            int held = TorrentFlag.toBits(Set.of(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED));
            int shown = TorrentFlag.toBits(shown(TorrentFlag.fromBits(bits)));
            params.setFlags(torrent_flags_t.from_int(bits & ~held | shown & held));
        }
    }

    private static void set(Set<TorrentFlag> flags, TorrentFlag flag, boolean on) {
        if (on) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
    }

    /** Sets flags, of those to touch. */
    public synchronized void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        handle.act(h -> {
            Set<TorrentFlag> touched = EnumSet.noneOf(TorrentFlag.class);
            touched.addAll(mask);
            Wanted held = wanted;
            if (held != null) {
                boolean paused =
                        touched.remove(TorrentFlag.PAUSED) ? flags.contains(TorrentFlag.PAUSED) : held.paused();
                boolean queued = touched.remove(TorrentFlag.AUTO_MANAGED)
                        ? flags.contains(TorrentFlag.AUTO_MANAGED)
                        : held.queued();
                wanted = held.with(paused, queued);
            }
            h.set_flags(
                    torrent_flags_t.from_int(TorrentFlag.toBits(flags)),
                    torrent_flags_t.from_int(TorrentFlag.toBits(touched)));
        });
    }

    /** Makes a torrent that is not paused itself announce again once its session resumes; called before that. */
    public void sessionResumes() {
        handle.tell(h -> {
            if (!isPaused(h)) {
                h.resume();
            }
        });
    }

    /** Makes the engine update the queue at once; false if this torrent is not in the queue. */
    public synchronized boolean stirQueue() {
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
    public synchronized boolean follow(Alert alert) {
        if (restarts.hides(alert.type())) {
            return false;
        }
        switch (alert.type()) {
            case TORRENT_RESUMED -> {
                if (hidesRelease) {
                    hidesRelease = false;
                    return false;
                }
                boolean passes = !hidesResumed;
                hidesResumed = false;
                return passes;
            }
            case TORRENT_PAUSED -> {
                handle.tell(RunState::forgetLeft);
                if (hidesHold) {
                    hidesHold = false;
                    return false;
                }
                boolean passes = hidesResumed || !hidesPaused; // the first is of an earlier pause
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
    public synchronized void catchUp() {
        hidesHold = false;
        hidesRelease = false;
        restarts.forget();
        handle.tell(RunState::forgetLeft);
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

    // It has left its peers, whoever has stopped it. Done while it stands still, so that it connects at once whoever
    // starts it; if it has been started meanwhile, within a second.
    private static void forgetLeft(torrent_handle h) {
        Set<TorrentFlag> flags = flags(h);
        if (!flags.contains(TorrentFlag.UPLOAD_MODE) && (flags.contains(TorrentFlag.PAUSED) || !hasPeers(h))) {
            PeerAttempts.forget(h);
        }
    }

    private static boolean hasPeers(torrent_handle h) {
        torrent_status status = h.status(new status_flags_t());
        try {
            return status.getNum_peers() > 0;
        } finally {
            status.delete();
        }
    }

    private static boolean isPaused(torrent_handle h) {
        return has(h, TorrentFlag.PAUSED);
    }

    private static boolean has(torrent_handle h, TorrentFlag flag) {
        return flags(h).contains(flag);
    }

    private static Set<TorrentFlag> flags(torrent_handle h) {
        return TorrentFlag.fromBits(h.flags().to_int());
    }
}
