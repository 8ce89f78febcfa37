package org.torrentxt.api.policy;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Limits;
import org.torrentxt.api.TorrentException;
import org.torrentxt.value.SerialForm;
import org.torrentxt.value.Sets;

/**
 * The alternative rate limits of a session, and at which times of which days they are in force.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class AlternativeSpeeds implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long FIFTY_KILOBYTES = 50_000;

    private final transient Values values;

    private record Values(
            long downloadLimit,
            long uploadLimit,
            boolean isScheduled,
            LocalTime begin,
            LocalTime end,
            Set<DayOfWeek> days) {
        private Values {
            Limits.rate("alternative download", downloadLimit);
            Limits.rate("alternative upload", uploadLimit);
            days = Sets.ordered(days);
        }
    }

    private AlternativeSpeeds(Values values) {
        this.values = values;
    }

    /** Begins a value with 50,000 bytes per second, 9:00 to 17:00 on all days, and the schedule turned off. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder()
                .downloadLimit(downloadLimit())
                .uploadLimit(uploadLimit())
                .isScheduled(isScheduled())
                .begin(begin())
                .end(end())
                .days(days());
    }

    /** The download limit in bytes per second; 0 for none. */
    public long downloadLimit() {
        return values.downloadLimit();
    }

    /** The upload limit in bytes per second; 0 for none. */
    public long uploadLimit() {
        return values.uploadLimit();
    }

    /** Whether the time of day switches. */
    public boolean isScheduled() {
        return values.isScheduled();
    }

    /** When they begin to be in force, in whole minutes and Karaf's time zone. */
    public LocalTime begin() {
        return values.begin();
    }

    /** When that ends; if it is before the beginning, on the next day. If it is the same, they are never in force. */
    public LocalTime end() {
        return values.end();
    }

    /** The days on which it begins. */
    public Set<DayOfWeek> days() {
        return values.days();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlternativeSpeeds that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "AlternativeSpeeds" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(AlternativeSpeeds.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private long downloadLimit = FIFTY_KILOBYTES;
        private long uploadLimit = FIFTY_KILOBYTES;
        private boolean isScheduled;
        private LocalTime begin = LocalTime.of(9, 0);
        private LocalTime end = LocalTime.of(17, 0);
        private Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);

        private Builder() {}

        /** Sets {@link AlternativeSpeeds#downloadLimit()}, 0 to 2,147,483,647. */
        public Builder downloadLimit(long downloadLimit) {
            this.downloadLimit = downloadLimit;
            return this;
        }

        /** Sets {@link AlternativeSpeeds#uploadLimit()}, 0 to 2,147,483,647. */
        public Builder uploadLimit(long uploadLimit) {
            this.uploadLimit = uploadLimit;
            return this;
        }

        /** Sets {@link AlternativeSpeeds#isScheduled()}. */
        public Builder isScheduled(boolean isScheduled) {
            this.isScheduled = isScheduled;
            return this;
        }

        /** Sets {@link AlternativeSpeeds#begin()}; seconds are dropped. */
        public Builder begin(LocalTime begin) {
            this.begin = Objects.requireNonNull(begin, "begin").truncatedTo(ChronoUnit.MINUTES);
            return this;
        }

        /** Sets {@link AlternativeSpeeds#end()}; seconds are dropped. */
        public Builder end(LocalTime end) {
            this.end = Objects.requireNonNull(end, "end").truncatedTo(ChronoUnit.MINUTES);
            return this;
        }

        /** Sets {@link AlternativeSpeeds#days()}, without nulls. */
        public Builder days(Set<DayOfWeek> days) {
            this.days = Sets.ordered(Objects.requireNonNull(days, "days"));
            return this;
        }

        /**
         * Builds the value.
         *
         * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a limit out of range
         */
        public AlternativeSpeeds build() {
            return new AlternativeSpeeds(new Values(downloadLimit, uploadLimit, isScheduled, begin, end, days));
        }
    }
}
