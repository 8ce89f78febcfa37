package org.torrentxt.impl.engine.part;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.impl.engine.binding.PeerAttempts;

/**
 * Stops a running torrent that has no peers, and starts it again in the same moment, as the engine then connects to the
 * peers that it knows at once; otherwise it does so once a second. The alerts of that are not passed on. Not
 * thread-safe.
 */
final class Restarts {
    /** Within which the alerts arrive; none do if the session is paused in that very moment. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final LongSupplier nanoTime;
    private int pauses; // alerts that are expected
    private int resumes;
    private long since;

    Restarts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Restarts it; what is done meanwhile may name peers. */
    void restart(torrent_handle h, Consumer<torrent_handle> meanwhile) {
        expire();
        pauses++;
        resumes++;
        since = nanoTime.getAsLong();
        h.pause();
        meanwhile.accept(h);
        PeerAttempts.forget(h);
        h.resume();
    }

    /** True if an alert, which has been raised, is of a restart. */
    boolean hides(AlertType type) {
        expire();
        if (type == AlertType.TORRENT_PAUSED && pauses > 0) {
            pauses--;
            return true;
        }
        if (type == AlertType.TORRENT_RESUMED && resumes > 0) {
            resumes--;
            return true;
        }
        return false;
    }

    private void expire() {
        if (nanoTime.getAsLong() - since > PATIENCE_NANOS) {
            forget();
        }
    }

    /** Expects no more alerts, as some were lost. */
    void forget() {
        pauses = 0;
        resumes = 0;
    }
}
