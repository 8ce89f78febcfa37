package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what no other process reports. */
public final class Until {
    private static final long INTERVAL_MILLIS = 2;

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private Until() {}

    /**
     * Looks every two milliseconds.
     *
     * @return false if it does not hold in time
     */
    public static boolean holds(Duration patience, Condition condition) throws IOException, InterruptedException {
        return holds(patience, Duration.ofMillis(INTERVAL_MILLIS), condition);
    }

    /** The same, looking in other intervals. */
    public static boolean holds(Duration patience, Duration interval, Condition condition)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        }
        return true;
    }
}
