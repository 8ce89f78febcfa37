package org.torrentxt.fleet.reconcile;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long torrents have made no progress: have not a thousandth more than they ever had. Less does not count, or whoever
 * gives a block now and then would be waited for. Not thread-safe.
 */
final class Progress {
    private record Most(int permille, long time) {}

    private final LongSupplier clock;
    private final Map<Integer, Most> most = new HashMap<>(); // by torrent

    /**
     * Creates an instance.
     *
     * @param clock in nanoseconds, as {@link System#nanoTime}
     */
    Progress(LongSupplier clock) {
        this.clock = clock;
    }

    /** How long a torrent has made no progress, in ns; to be called regularly. */
    long idle(int torrent, int permille) {
        long now = clock.getAsLong();
        Most former = most.get(torrent);
        if (former == null || permille > former.permille()) {
            most.put(torrent, new Most(permille, now));
            return 0;
        }
        return now - former.time();
    }

    /** Begins anew for a torrent. */
    void restart(int torrent) {
        most.remove(torrent);
    }

    /** Forgets all others. */
    void retain(Collection<Integer> torrents) {
        most.keySet().retainAll(torrents);
    }
}
