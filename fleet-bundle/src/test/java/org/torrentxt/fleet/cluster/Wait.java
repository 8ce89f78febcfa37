package org.torrentxt.fleet.cluster;

import java.util.concurrent.Callable;

/** Waits for a condition. */
public final class Wait {
    private static final long PATIENCE = 60_000_000_000L; // ns

    private Wait() {}

    /** Waits until a condition is true, and fails after a minute. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new AssertionError("still not true: " + what);
            }
            Thread.sleep(20); // between two looks
        }
    }
}
