package org.torrentxt.dht.task;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often something is done. All pauses are shortened at random, by a fifth at most, so that what began together does not
 * stay together.
 *
 * @param start within which it is first done after a start
 * @param interval from one success to the next
 * @param firstRetry after the first failure; doubled with each further one
 * @param lastRetry the longest pause after a failure, if the interval is not shorter
 */
public record Pace(Duration start, Duration interval, Duration firstRetry, Duration lastRetry) {
    private static final int MAX_DOUBLINGS = 20;

    /** The pace of that interval, with pauses as they suit the public DHT. */
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
