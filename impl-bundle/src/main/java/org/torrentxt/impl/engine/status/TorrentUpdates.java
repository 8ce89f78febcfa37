package org.torrentxt.impl.engine.status;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.libtorrent4j.swig.state_update_alert;
import org.libtorrent4j.swig.status_flags_t;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.binding.NativeStatuses;

/**
 * Asks the engine which torrents it has marked as changed since it was asked before. It answers by an alert, once: after
 * an answer that was lost, or did not arrive in time, any torrent may have changed. Thread-safe.
 */
final class TorrentUpdates {
    private static final long ANSWER_MILLIS = 500;

    private final NativeSession engine;
    private final Set<Integer> marked = new HashSet<>(); // guarded by this, as all below
    private boolean isLost = true; // until it was asked for the first time
    private long posted;
    private long delivered;
    private Thread deliverer; // must not wait for what it is to bring

    TorrentUpdates(NativeSession engine) {
        this.engine = engine;
    }

    /** Takes an answer; called on the thread that popped it. */
    void accept(state_update_alert alert) {
        Set<Integer> ids = NativeStatuses.torrents(alert);
        synchronized (this) {
            deliverer = Thread.currentThread();
            marked.addAll(ids);
            delivered = Math.min(delivered + 1, posted);
            notifyAll();
        }
    }

    /** Alerts were dropped, perhaps the answer; or something has changed that the engine does not mark. */
    synchronized void lost() {
        isLost = true;
        delivered = posted;
        notifyAll();
    }

    /** The ids of the torrents that are marked, which they then no longer are; empty if any may have changed. */
    Optional<Set<Integer>> ask() {
        long request;
        synchronized (this) {
            if (Thread.currentThread() == deliverer) {
                return Optional.empty();
            }
            request = ++posted;
        }
        boolean runs = engine.ask(
                session -> {
                    session.post_torrent_updates(new status_flags_t());
                    return true;
                },
                false);
        synchronized (this) {
            boolean isAnswered = runs && awaits(request);
            Set<Integer> ids = Set.copyOf(marked);
            marked.clear();
            boolean isKnown = isAnswered && !isLost;
            isLost = false;
            return isKnown ? Optional.of(ids) : Optional.empty();
        }
    }

    private boolean awaits(long request) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
        try {
            long left = end - System.nanoTime();
            while (delivered < request && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return delivered >= request;
    }
}
