package org.torrentxt.api.history;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.torrentxt.value.SerialForm;

/**
 * The rates of a session over time, in equal steps. A rate is the mean of its step, in payload bytes per second, or
 * {@value #UNKNOWN} for a step in which the session did not run.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class RateHistory implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The rate of a step in which the session did not run. */
    public static final long UNKNOWN = -1;

    private final transient Values values;

    private record Values(
            String session, Instant begin, Duration step, List<Long> downloadRates, List<Long> uploadRates) {}

    private RateHistory(Values values) {
        this.values = values;
    }

    /**
     * Begins a value with steps of a minute, and without rates.
     *
     * @param session see {@link #session()}, not null
     * @param begin see {@link #begin()}, not null
     */
    public static Builder builder(String session, Instant begin) {
        return new Builder(session, begin);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(session(), begin())
                .step(step())
                .downloadRates(downloadRates())
                .uploadRates(uploadRates());
    }

    /** The name of the session. */
    public String session() {
        return values.session();
    }

    /** When the first step begins. */
    public Instant begin() {
        return values.begin();
    }

    /** How long each step is. */
    public Duration step() {
        return values.step();
    }

    /** Received bytes per second in each step, the oldest first; as many as {@link #uploadRates()}. */
    public List<Long> downloadRates() {
        return values.downloadRates();
    }

    /** Sent bytes per second in each step, the oldest first. */
    public List<Long> uploadRates() {
        return values.uploadRates();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateHistory that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "RateHistory" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(RateHistory.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private String session;
        private Instant begin;
        private Duration step = Duration.ofMinutes(1);
        private List<Long> downloadRates = List.of();
        private List<Long> uploadRates = List.of();

        private Builder(String session, Instant begin) {
            this.session = Objects.requireNonNull(session, "session");
            this.begin = Objects.requireNonNull(begin, "begin");
        }

        /** Sets {@link RateHistory#session()}, not null. */
        public Builder session(String session) {
            this.session = Objects.requireNonNull(session, "session");
            return this;
        }

        /** Sets {@link RateHistory#begin()}, not null. */
        public Builder begin(Instant begin) {
            this.begin = Objects.requireNonNull(begin, "begin");
            return this;
        }

        /** Sets {@link RateHistory#step()}, not null. */
        public Builder step(Duration step) {
            this.step = Objects.requireNonNull(step, "step");
            return this;
        }

        /** Sets {@link RateHistory#downloadRates()}, not null. */
        public Builder downloadRates(List<Long> downloadRates) {
            this.downloadRates = List.copyOf(Objects.requireNonNull(downloadRates, "downloadRates"));
            return this;
        }

        /** Sets {@link RateHistory#uploadRates()}, not null. */
        public Builder uploadRates(List<Long> uploadRates) {
            this.uploadRates = List.copyOf(Objects.requireNonNull(uploadRates, "uploadRates"));
            return this;
        }

        /** Builds the value. */
        public RateHistory build() {
            return new RateHistory(new Values(session, begin, step, downloadRates, uploadRates));
        }
    }
}
