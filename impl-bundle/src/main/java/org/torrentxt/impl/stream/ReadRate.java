package org.torrentxt.impl.stream;

import java.util.concurrent.TimeUnit;

/** How fast a reader reads, over the last seconds. */
final class ReadRate {
    private static final long SAMPLE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double WEIGHT = 0.3; // of the latest sample

    private long since;
    private long bytes;
    private double rate;

    ReadRate(long now) {
        this.since = now;
    }

    /** Takes over that so many bytes were read. */
    void add(long count, long now) {
        bytes += count;
        long time = now - since;
        if (time >= SAMPLE) {
            double latest = bytes * 1e9 / time;
            rate = rate == 0 ? latest : rate + WEIGHT * (latest - rate);
            since = now;
            bytes = 0;
        }
    }

    /** Bytes per second; 0 as long as that is not known. */
    double bytesPerSecond() {
        return rate;
    }
}
