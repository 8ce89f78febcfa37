package org.torrentxt.api.dht.store;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.value.SerialForm;

/**
 * A value that a store keeps alive on the DHT, under an identity and a key.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class DhtPublication implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(String identity, String key, MutableItem item, DhtPublicationStatus status) {}

    private DhtPublication(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param item see {@link #item()}, not null
     * @param status see {@link #status()}, not null
     */
    public static Builder builder(MutableItem item, DhtPublicationStatus status) {
        return new Builder(item, status);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(item(), status()).identity(identity()).key(key());
    }

    /** The name of the identity. */
    public String identity() {
        return values.identity();
    }

    /** The value's name: its salt as UTF-8. */
    public String key() {
        return values.key();
    }

    /** The stored item, signed once and not changed since: public key, salt, value, sequence number, signature. */
    public MutableItem item() {
        return values.item();
    }

    /** Its status. */
    public DhtPublicationStatus status() {
        return values.status();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DhtPublication that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "DhtPublication" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(DhtPublication.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private String identity = "";
        private String key = "";
        private MutableItem item;
        private DhtPublicationStatus status;

        private Builder(MutableItem item, DhtPublicationStatus status) {
            this.item = Objects.requireNonNull(item, "item");
            this.status = Objects.requireNonNull(status, "status");
        }

        /** Sets {@link DhtPublication#identity()}, not null. */
        public Builder identity(String identity) {
            this.identity = Objects.requireNonNull(identity, "identity");
            return this;
        }

        /** Sets {@link DhtPublication#key()}, not null. */
        public Builder key(String key) {
            this.key = Objects.requireNonNull(key, "key");
            return this;
        }

        /** Sets {@link DhtPublication#item()}, not null. */
        public Builder item(MutableItem item) {
            this.item = Objects.requireNonNull(item, "item");
            return this;
        }

        /** Sets {@link DhtPublication#status()}, not null. */
        public Builder status(DhtPublicationStatus status) {
            this.status = Objects.requireNonNull(status, "status");
            return this;
        }

        /** Builds the value. */
        public DhtPublication build() {
            return new DhtPublication(new Values(identity, key, item, status));
        }
    }
}
