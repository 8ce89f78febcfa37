package org.torrentxt.api.dht.store;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.value.SerialForm;

/**
 * The state of a release that a store follows, at one moment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class DhtFollowedRelease implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            FollowRelease request,
            long seq,
            Optional<InfoHash> infoHash,
            Optional<Instant> lastLooked,
            Instant nextLook,
            Optional<String> lastError) {}

    private DhtFollowedRelease(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param request see {@link #request()}, not null
     */
    public static Builder builder(FollowRelease request) {
        return new Builder(request);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(request())
                .seq(seq())
                .infoHash(infoHash())
                .lastLooked(lastLooked())
                .nextLook(nextLook())
                .lastError(lastError());
    }

    /** As passed to {@link DhtReleases#follow}. */
    public FollowRelease request() {
        return values.request();
    }

    /** The sequence number of the newest version seen, {@link DhtPublications#NO_VERSION} if there was none yet. */
    public long seq() {
        return values.seq();
    }

    /** The torrent of that version; empty if there was none yet. */
    public Optional<InfoHash> infoHash() {
        return values.infoHash();
    }

    /** When the DHT last answered since the store started, even if it had no value. */
    public Optional<Instant> lastLooked() {
        return values.lastLooked();
    }

    /** When the DHT will be asked again. */
    public Instant nextLook() {
        return values.nextLook();
    }

    /** The error when it was last asked, or when the torrent was added; empty if there was none. */
    public Optional<String> lastError() {
        return values.lastError();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DhtFollowedRelease that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "DhtFollowedRelease" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(DhtFollowedRelease.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private FollowRelease request;
        private long seq = DhtPublications.NO_VERSION;
        private Optional<InfoHash> infoHash = Optional.empty();
        private Optional<Instant> lastLooked = Optional.empty();
        private Instant nextLook = Instant.EPOCH;
        private Optional<String> lastError = Optional.empty();

        private Builder(FollowRelease request) {
            this.request = Objects.requireNonNull(request, "request");
        }

        /** Sets {@link DhtFollowedRelease#request()}, not null. */
        public Builder request(FollowRelease request) {
            this.request = Objects.requireNonNull(request, "request");
            return this;
        }

        /** Sets {@link DhtFollowedRelease#seq()}; {@code DhtPublications.NO_VERSION} unless set. */
        public Builder seq(long seq) {
            this.seq = seq;
            return this;
        }

        /** Sets {@link DhtFollowedRelease#infoHash()}, not null. */
        public Builder infoHash(Optional<InfoHash> infoHash) {
            this.infoHash = Objects.requireNonNull(infoHash, "infoHash");
            return this;
        }

        /** Sets {@link DhtFollowedRelease#lastLooked()}, not null. */
        public Builder lastLooked(Optional<Instant> lastLooked) {
            this.lastLooked = Objects.requireNonNull(lastLooked, "lastLooked");
            return this;
        }

        /** Sets {@link DhtFollowedRelease#nextLook()}, not null; {@code Instant.EPOCH} unless set. */
        public Builder nextLook(Instant nextLook) {
            this.nextLook = Objects.requireNonNull(nextLook, "nextLook");
            return this;
        }

        /** Sets {@link DhtFollowedRelease#lastError()}, not null. */
        public Builder lastError(Optional<String> lastError) {
            this.lastError = Objects.requireNonNull(lastError, "lastError");
            return this;
        }

        /** Builds the value. */
        public DhtFollowedRelease build() {
            return new DhtFollowedRelease(new Values(request, seq, infoHash, lastLooked, nextLook, lastError));
        }
    }
}
