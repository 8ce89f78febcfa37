package org.torrentxt.benchmarks.line;

import java.util.concurrent.TimeUnit;

/**
 * A line that is the same in both directions.
 *
 * @param megabits per second, of whole IP packets; 1 megabit is 1,000,000 bits
 * @param delayMillis of each direction: half of the round trip
 * @param lostPerThousand how many of a thousand packets are lost, by chance
 * @param queueMillis how much can wait to be sent, at that rate; what comes when it is full is lost
 */
public record Line(int megabits, int delayMillis, int lostPerThousand, int queueMillis) {
    private static final int BITS = 8;
    private static final int THOUSAND = 1_000;

    /** Reads what {@link #toString} has written. */
    static Line parse(String text) {
        String[] numbers = text.split("/");
        return new Line(
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2]),
                Integer.parseInt(numbers[3]));
    }

    /** The time that the line is busy with a packet, in nanoseconds. */
    long nanosFor(int bytes) {
        return (long) bytes * BITS * THOUSAND / megabits;
    }

    long delayNanos() {
        return TimeUnit.MILLISECONDS.toNanos(delayMillis);
    }

    long queueNanos() {
        return TimeUnit.MILLISECONDS.toNanos(queueMillis);
    }

    @Override
    public String toString() {
        return megabits + "/" + delayMillis + "/" + lostPerThousand + "/" + queueMillis;
    }
}
