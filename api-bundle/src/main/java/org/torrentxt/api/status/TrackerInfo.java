package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.value.SerialForm;
import org.torrentxt.value.Sets;

/**
 * One tracker of a torrent at one moment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class TrackerInfo implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            String url,
            int tier,
            boolean verified,
            Set<TrackerSource> source,
            String message,
            int fails,
            boolean updating,
            Optional<Instant> nextAnnounce,
            int numComplete,
            int numIncomplete,
            int numDownloaded) {}

    private TrackerInfo(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param url see {@link #url()}, not null
     */
    public static Builder builder(String url) {
        return new Builder(url);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(url())
                .tier(tier())
                .verified(verified())
                .source(source())
                .message(message())
                .fails(fails())
                .updating(updating())
                .nextAnnounce(nextAnnounce())
                .numComplete(numComplete())
                .numIncomplete(numIncomplete())
                .numDownloaded(numDownloaded());
    }

    /** Its announce URL. */
    public String url() {
        return values.url();
    }

    /** Its tier; lower ones are tried first. */
    public int tier() {
        return values.tier();
    }

    /** True once it has answered in this session. */
    public boolean verified() {
        return values.verified();
    }

    /** Where the torrent has it from; empty if unknown. */
    public Set<TrackerSource> source() {
        return values.source();
    }

    /** Its last message or error; empty if there is none. */
    public String message() {
        return values.message();
    }

    /** Number of consecutive failures. */
    public int fails() {
        return values.fails();
    }

    /** True while an announce is in progress. */
    public boolean updating() {
        return values.updating();
    }

    /** The time of the next announce; empty if none is scheduled. */
    public Optional<Instant> nextAnnounce() {
        return values.nextAnnounce();
    }

    /** Seeds it counts, -1 if unknown. */
    public int numComplete() {
        return values.numComplete();
    }

    /** Leechers it counts, -1 if unknown. */
    public int numIncomplete() {
        return values.numIncomplete();
    }

    /** Completed downloads it counts, -1 if unknown. */
    public int numDownloaded() {
        return values.numDownloaded();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrackerInfo that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "TrackerInfo" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(TrackerInfo.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private String url;
        private int tier;
        private boolean verified;
        private Set<TrackerSource> source = Set.of();
        private String message = "";
        private int fails;
        private boolean updating;
        private Optional<Instant> nextAnnounce = Optional.empty();
        private int numComplete = -1;
        private int numIncomplete = -1;
        private int numDownloaded = -1;

        private Builder(String url) {
            this.url = Objects.requireNonNull(url, "url");
        }

        /** Sets {@link TrackerInfo#url()}, not null. */
        public Builder url(String url) {
            this.url = Objects.requireNonNull(url, "url");
            return this;
        }

        /** Sets {@link TrackerInfo#tier()}. */
        public Builder tier(int tier) {
            this.tier = tier;
            return this;
        }

        /** Sets {@link TrackerInfo#verified()}. */
        public Builder verified(boolean verified) {
            this.verified = verified;
            return this;
        }

        /** Sets {@link TrackerInfo#source()}, not null. */
        public Builder source(Set<TrackerSource> source) {
            this.source = Sets.ordered(Objects.requireNonNull(source, "source"));
            return this;
        }

        /** Sets {@link TrackerInfo#message()}, not null. */
        public Builder message(String message) {
            this.message = Objects.requireNonNull(message, "message");
            return this;
        }

        /** Sets {@link TrackerInfo#fails()}. */
        public Builder fails(int fails) {
            this.fails = fails;
            return this;
        }

        /** Sets {@link TrackerInfo#updating()}. */
        public Builder updating(boolean updating) {
            this.updating = updating;
            return this;
        }

        /** Sets {@link TrackerInfo#nextAnnounce()}, not null. */
        public Builder nextAnnounce(Optional<Instant> nextAnnounce) {
            this.nextAnnounce = Objects.requireNonNull(nextAnnounce, "nextAnnounce");
            return this;
        }

        /** Sets {@link TrackerInfo#numComplete()}; -1 unless set. */
        public Builder numComplete(int numComplete) {
            this.numComplete = numComplete;
            return this;
        }

        /** Sets {@link TrackerInfo#numIncomplete()}; -1 unless set. */
        public Builder numIncomplete(int numIncomplete) {
            this.numIncomplete = numIncomplete;
            return this;
        }

        /** Sets {@link TrackerInfo#numDownloaded()}; -1 unless set. */
        public Builder numDownloaded(int numDownloaded) {
            this.numDownloaded = numDownloaded;
            return this;
        }

        /** Builds the value. */
        public TrackerInfo build() {
            return new TrackerInfo(new Values(
                    url,
                    tier,
                    verified,
                    source,
                    message,
                    fails,
                    updating,
                    nextAnnounce,
                    numComplete,
                    numIncomplete,
                    numDownloaded));
        }
    }
}
