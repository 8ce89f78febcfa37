package org.torrentxt.outlet;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Limits recurring log messages to one per minute. Thread-safe. */
public final class OncePerMinute {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier clock;
    private long count;
    private long last;
    private boolean happened;

    /** Creates a limiter. */
    public OncePerMinute() {
        this(System::nanoTime);
    }

    /** Creates a limiter with that clock, in nanoseconds. */
    OncePerMinute(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Counts an occurrence.
     *
     * @return the number of occurrences since the last message, if another is due now; otherwise 0
     */
    public synchronized long count() {
        long now = clock.getAsLong();
        count++;
        if (happened && now - last < MINUTE) {
            return 0;
        }
        long since = count;
        happened = true;
        last = now;
        count = 0;
        return since;
    }
}
