package org.torrentxt.fleet.node;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many bytes may be posted. What one posts is sent to a member that keeps it, and from there to all others. So the
 * more members there are, the less each may post: on average, none sends or receives more than that rate in all. Not
 * thread-safe.
 */
final class Budget {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int SAVED = 2; // seconds

    private final long rate;
    private final LongSupplier clock;
    private long last;
    private double left;

    /**
     * Creates an instance.
     *
     * @param rate bytes per second
     * @param clock in nanoseconds
     */
    Budget(long rate, LongSupplier clock) {
        this.rate = rate;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    /** Adds what has become free since the last time. */
    void refill(int members) {
        long now = clock.getAsLong();
        double share = (double) rate / Math.max(1, members);
        left = Math.min(left + share * (now - last) / SECOND, share * SAVED);
        last = now;
    }

    /** True if something may be posted, whatever its length: what is too much is waited for afterwards. */
    boolean isLeft() {
        return left > 0;
    }

    /** Takes what was posted. */
    void spend(long bytes) {
        left -= bytes;
    }
}
