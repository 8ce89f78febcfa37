package org.torrentxt.impl.engine;

import java.util.concurrent.TimeUnit;

/** Waits for what has to be done before something native is freed, also on a thread that was interrupted. */
final class Uninterrupted {
    /** A wait with a limit. */
    @FunctionalInterface
    interface Wait {
        /**
         * Waits.
         *
         * @param millis for so long at the most, 1 or more
         * @return true if what is waited for is done
         */
        boolean upTo(long millis) throws InterruptedException;
    }

    private Uninterrupted() {}

    /**
     * Waits, within a limit. An interruption is kept for later.
     *
     * @return true if what is waited for is done
     */
    static boolean within(long millis, Wait wait) {
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
