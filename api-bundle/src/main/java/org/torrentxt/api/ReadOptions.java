package org.torrentxt.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a file of a torrent is read while it is downloaded: how far ahead of the reader pieces are requested, and how
 * long a read waits. Immutable.
 *
 * <p>The read-ahead is what the reader takes within {@link #readAheadTime()} at its rate of the last seconds, but at
 * least {@link #leastReadAhead()} and at most {@link #mostReadAhead()}.
 */
public final class ReadOptions {
    /** The longest time that can be said: one day. */
    public static final Duration MAX_TIME = Duration.ofDays(1);

    private static final ReadOptions DEFAULTS =
            new ReadOptions(16L << 20, 64L << 20, Duration.ofSeconds(10), Optional.empty());

    private final long leastReadAhead;
    private final long mostReadAhead;
    private final Duration readAheadTime;
    private final Optional<Duration> timeout;

    private ReadOptions(long leastReadAhead, long mostReadAhead, Duration readAheadTime, Optional<Duration> timeout) {
        this.leastReadAhead = leastReadAhead;
        this.mostReadAhead = mostReadAhead;
        this.readAheadTime = readAheadTime;
        this.timeout = timeout;
    }

    /** A read-ahead of 10 seconds, at least 16 MiB and at most 64 MiB, and no limit to the time that a read waits. */
    public static ReadOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another size of the read-ahead.
     *
     * @param least bytes, 0 or more; less than the torrent downloads in about four seconds makes the reader wait for
     *     what was requested before
     * @param most bytes, at least as many
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for others
     */
    public ReadOptions readAhead(long least, long most) {
        if (least < 0 || most < least) {
            throw TorrentException.invalid("read-ahead of " + least + " to " + most
                    + " bytes is out of range; expected 0 or more, and the greater number last");
        }
        return new ReadOptions(least, most, readAheadTime, timeout);
    }

    /**
     * The same with another time of the read-ahead.
     *
     * @param time not null, not negative, at most {@link #MAX_TIME}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for another
     */
    public ReadOptions readAheadTime(Duration time) {
        return new ReadOptions(leastReadAhead, mostReadAhead, checked("read-ahead time", time), timeout);
    }

    /**
     * The same with a limit to the time that a single read waits for its first byte.
     *
     * @param time not null, not negative, at most {@link #MAX_TIME}; zero for reads that do not wait
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for another
     */
    public ReadOptions timeout(Duration time) {
        return new ReadOptions(leastReadAhead, mostReadAhead, readAheadTime, Optional.of(checked("timeout", time)));
    }

    private static Duration checked(String what, Duration time) {
        Objects.requireNonNull(time, "time");
        if (time.isNegative() || time.compareTo(MAX_TIME) > 0) {
            throw TorrentException.invalid(what + " " + time + " is out of range; expected 0 to " + MAX_TIME);
        }
        return time;
    }

    /** The least read-ahead in bytes. */
    public long leastReadAhead() {
        return leastReadAhead;
    }

    /** The greatest read-ahead in bytes. */
    public long mostReadAhead() {
        return mostReadAhead;
    }

    /** The time that the read-ahead lasts at the reader's rate. */
    public Duration readAheadTime() {
        return readAheadTime;
    }

    /** How long a read waits for its first byte; empty for as long as it takes. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadOptions that
                && that.leastReadAhead == leastReadAhead
                && that.mostReadAhead == mostReadAhead
                && that.readAheadTime.equals(readAheadTime)
                && that.timeout.equals(timeout);
    }

    @Override
    public int hashCode() {
        return Objects.hash(leastReadAhead, mostReadAhead, readAheadTime, timeout);
    }

    @Override
    public String toString() {
        return "read-ahead " + readAheadTime + ", " + leastReadAhead + " to " + mostReadAhead + " bytes"
                + timeout.map(time -> ", timeout " + time).orElse("");
    }
}
