package org.torrentxt.metrics.history;

import java.time.Instant;
import org.torrentxt.api.status.SessionStatus;

/**
 * What a running session has received and sent until a moment.
 *
 * @param moment by the clock
 * @param nanos the same, by {@link System#nanoTime()}
 * @param downloaded bytes since it was started
 * @param uploaded bytes since it was started
 */
record Totals(Instant moment, long nanos, long downloaded, long uploaded) {
    // a computer that slept, or a clock that was set: nothing is known of the time between
    private static final long MOST_MINUTES = 5;

    static Totals of(SessionStatus status, Instant moment, long nanos) {
        return new Totals(moment, nanos, status.totalDownload(), status.totalUpload());
    }

    /** Puts the mean rates since earlier totals into the minutes since then. */
    void record(Totals earlier, MinuteRates rates) {
        double seconds = (nanos - earlier.nanos) / 1e9;
        if (seconds <= 0) {
            return;
        }
        long now = MinuteRates.minute(moment);
        long before = MinuteRates.minute(earlier.moment);
        long first = now - before > MOST_MINUTES || before >= now ? now : before + 1;
        for (long minute = first; minute <= now; minute++) {
            rates.put(
                    minute, rate(downloaded - earlier.downloaded, seconds), rate(uploaded - earlier.uploaded, seconds));
        }
    }

    private static long rate(long bytes, double seconds) {
        return Math.round(Math.max(0, bytes) / seconds);
    }
}
