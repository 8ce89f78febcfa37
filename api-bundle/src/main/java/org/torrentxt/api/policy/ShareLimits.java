package org.torrentxt.api.policy;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;

/**
 * The limits after which a torrent stops seeding: those of a session, or those in force for one torrent. Whichever is
 * reached first counts.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class ShareLimits implements Serializable {
    /** The highest ratio. */
    public static final double MAX_RATIO = 1_000_000;

    /** The longest time. */
    public static final Duration MAX_TIME = Duration.ofDays(3650);

    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            Optional<Double> ratio, Optional<Duration> seedingTime, Optional<Duration> idleTime, ShareAction action) {
        private Values {
            ratio.ifPresent(limit -> checkRatio("ratio limit", limit));
            seedingTime.ifPresent(limit -> checkTime("seeding time limit", limit));
            idleTime.ifPresent(limit -> checkTime("idle time limit", limit));
        }
    }

    private ShareLimits(Values values) {
        this.values = values;
    }

    /** Begins a value without any limit, whose action is {@link ShareAction#PAUSE}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder()
                .ratio(ratio())
                .seedingTime(seedingTime())
                .idleTime(idleTime())
                .action(action());
    }

    /**
     * Checks a ratio.
     *
     * @param what the name of the value, for the message
     * @return the same value
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it is 0 to {@link #MAX_RATIO}
     */
    public static double checkRatio(String what, double ratio) {
        Objects.requireNonNull(what, "what");
        if (!(ratio >= 0 && ratio <= MAX_RATIO)) {
            throw TorrentException.invalid(what + " out of range: " + ratio + "; expected 0 to 1000000");
        }
        return ratio;
    }

    /**
     * Checks a time.
     *
     * @param what the name of the value, for the message
     * @param time not null
     * @return the same in whole seconds
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} unless it is a second to {@link #MAX_TIME}
     */
    public static Duration checkTime(String what, Duration time) {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(time, "time");
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(MAX_TIME) > 0) {
            throw TorrentException.invalid(
                    what + " out of range: " + time.toSeconds() + " s; expected 1 to " + MAX_TIME.toSeconds() + " s");
        }
        return Duration.ofSeconds(time.toSeconds());
    }

    /** Bytes sent for each byte received; empty for no such limit. */
    public Optional<Double> ratio() {
        return values.ratio();
    }

    /** How long it seeds, in whole seconds; empty for no such limit. */
    public Optional<Duration> seedingTime() {
        return values.seedingTime();
    }

    /** How long it seeds without sending anything, in whole seconds; empty for no such limit. */
    public Optional<Duration> idleTime() {
        return values.idleTime();
    }

    /** What becomes of it then. */
    public ShareAction action() {
        return values.action();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShareLimits that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "ShareLimits" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(ShareLimits.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private Optional<Double> ratio = Optional.empty();
        private Optional<Duration> seedingTime = Optional.empty();
        private Optional<Duration> idleTime = Optional.empty();
        private ShareAction action = ShareAction.PAUSE;

        private Builder() {}

        /** Sets {@link ShareLimits#ratio()}, 0 to {@link ShareLimits#MAX_RATIO}. */
        public Builder ratio(Optional<Double> ratio) {
            this.ratio = Objects.requireNonNull(ratio, "ratio");
            return this;
        }

        /** Sets {@link ShareLimits#seedingTime()}, at least a second. */
        public Builder seedingTime(Optional<Duration> seedingTime) {
            this.seedingTime = Objects.requireNonNull(seedingTime, "seedingTime");
            return this;
        }

        /** Sets {@link ShareLimits#idleTime()}, at least a second. */
        public Builder idleTime(Optional<Duration> idleTime) {
            this.idleTime = Objects.requireNonNull(idleTime, "idleTime");
            return this;
        }

        /** Sets {@link ShareLimits#action()}. */
        public Builder action(ShareAction action) {
            this.action = Objects.requireNonNull(action, "action");
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a limit out of range
         */
        public ShareLimits build() {
            return new ShareLimits(new Values(
                    ratio,
                    seedingTime.map(time -> checkTime("seeding time limit", time)),
                    idleTime.map(time -> checkTime("idle time limit", time)),
                    action));
        }
    }
}
