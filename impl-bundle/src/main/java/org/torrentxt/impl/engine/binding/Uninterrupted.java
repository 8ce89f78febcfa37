package org.torrentxt.impl.engine.binding;

import java.util.concurrent.TimeUnit;

/** Waits before native objects are freed, even on an interrupted thread. */
public final class Uninterrupted {
    /** A wait with a limit. */
    @FunctionalInterface
    public interface Wait {
        /**
         * Waits.
         *
         * @param millis the maximum time, 1 or more
         * @return true if the condition is met
         */
        boolean upTo(long millis) throws InterruptedException;
    }

    private Uninterrupted() {}

    /**
     * Waits with a limit. The interrupt status is preserved.
     *
     * @return true if the condition is met
     */
    public static boolean within(long millis, Wait wait) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        try {
            while (true) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                try {
                    return wait.upTo(Math.max(1, left));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
