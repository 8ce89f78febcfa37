package org.torrentxt.dht.task;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The intervals of a periodic task. All pauses are randomly shortened by up to a fifth, so that tasks that began
 * together spread out.
 *
 * @param start the maximum delay of the first round after a start
 * @param interval from one success to the next
 * @param firstRetry the pause after the first failure; doubled with each further one
 * @param lastRetry the longest pause after a failure, if the interval is not shorter
 */
public record Pace(Duration start, Duration interval, Duration firstRetry, Duration lastRetry) {
    private static final int MAX_DOUBLINGS = 20;

    /** A pace with that interval and pauses suitable for the public DHT. */
    public static Pace every(Duration interval) {
        return new Pace(Duration.ofSeconds(10), interval, Duration.ofSeconds(5), Duration.ofMinutes(5));
    }

    Duration first() {
        return start.multipliedBy(ThreadLocalRandom.current().nextInt(1_000)).dividedBy(1_000);
    }

    Duration afterSuccess() {
        return shortened(interval);
    }

    Duration afterFailures(int count) {
        Duration pause = firstRetry.multipliedBy(1L << Math.min(count - 1, MAX_DOUBLINGS));
        return shortened(min(pause, min(lastRetry, interval)));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration shortened(Duration pause) {
        return pause.multipliedBy(1_000 - ThreadLocalRandom.current().nextInt(200))
                .dividedBy(1_000);
    }
}
