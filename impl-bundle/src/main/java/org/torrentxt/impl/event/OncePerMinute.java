package org.torrentxt.impl.event;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps what happens again and again to one line of the log per minute. May be used from any thread. */
final class OncePerMinute {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier clock;
    private long count;
    private long last;
    private boolean happened;

    OncePerMinute() {
        this(System::nanoTime);
    }

    /** With that clock, in nanoseconds. */
    OncePerMinute(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Counts one more.
     *
     * @return how many there were since the last line, if there is to be another now; 0 if not
     */
    synchronized long count() {
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
