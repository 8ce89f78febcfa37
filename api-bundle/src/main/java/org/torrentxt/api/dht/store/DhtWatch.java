package org.torrentxt.api.dht.store;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.value.SerialForm;

/**
 * The state of a DHT value that a store watches, at one moment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class DhtWatch implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            DhtPublicKey publicKey,
            String key,
            long seq,
            Optional<Instant> lastLooked,
            Instant nextLook,
            Optional<String> lastError) {}

    private DhtWatch(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param publicKey see {@link #publicKey()}, not null
     * @param key see {@link #key()}, not null
     */
    public static Builder builder(DhtPublicKey publicKey, String key) {
        return new Builder(publicKey, key);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(publicKey(), key())
                .seq(seq())
                .lastLooked(lastLooked())
                .nextLook(nextLook())
                .lastError(lastError());
    }

    /** The publisher's key. */
    public DhtPublicKey publicKey() {
        return values.publicKey();
    }

    /** Its key; empty for an item without salt. */
    public String key() {
        return values.key();
    }

    /** The sequence number last seen, {@link DhtPublications#NO_VERSION} if there was none yet. */
    public long seq() {
        return values.seq();
    }

    /** When the DHT last answered since the store started, even if it had no value. */
    public Optional<Instant> lastLooked() {
        return values.lastLooked();
    }

    /** When the DHT will be asked again. */
    public Instant nextLook() {
        return values.nextLook();
    }

    /** Why it did not answer when last asked; empty if it did. */
    public Optional<String> lastError() {
        return values.lastError();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DhtWatch that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "DhtWatch" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(DhtWatch.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private DhtPublicKey publicKey;
        private String key;
        private long seq = DhtPublications.NO_VERSION;
        private Optional<Instant> lastLooked = Optional.empty();
        private Instant nextLook = Instant.EPOCH;
        private Optional<String> lastError = Optional.empty();

        private Builder(DhtPublicKey publicKey, String key) {
            this.publicKey = Objects.requireNonNull(publicKey, "publicKey");
            this.key = Objects.requireNonNull(key, "key");
        }

        /** Sets {@link DhtWatch#publicKey()}, not null. */
        public Builder publicKey(DhtPublicKey publicKey) {
            this.publicKey = Objects.requireNonNull(publicKey, "publicKey");
            return this;
        }

        /** Sets {@link DhtWatch#key()}, not null. */
        public Builder key(String key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /** Sets {@link DhtWatch#seq()}; {@code DhtPublications.NO_VERSION} unless set. */
        public Builder seq(long seq) {
            this.seq = seq;
            return this;
        }

        /** Sets {@link DhtWatch#lastLooked()}, not null. */
        public Builder lastLooked(Optional<Instant> lastLooked) {
            this.lastLooked = Objects.requireNonNull(lastLooked, "lastLooked");
            return this;
        }

        /** Sets {@link DhtWatch#nextLook()}, not null; {@code Instant.EPOCH} unless set. */
        public Builder nextLook(Instant nextLook) {
            this.nextLook = Objects.requireNonNull(nextLook, "nextLook");
            return this;
        }

        /** Sets {@link DhtWatch#lastError()}, not null. */
        public Builder lastError(Optional<String> lastError) {
            this.lastError = Objects.requireNonNull(lastError, "lastError");
            return this;
        }

        /** Builds the value. */
        public DhtWatch build() {
            return new DhtWatch(new Values(publicKey, key, seq, lastLooked, nextLook, lastError));
        }
    }
}
