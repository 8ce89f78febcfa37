package org.torrentxt.api.dht.store;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.value.SerialForm;

/**
 * A blob that a store keeps alive on the DHT.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class DhtKeptBlob implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(DhtTarget target, int length, int items, DhtPublicationStatus status) {}

    private DhtKeptBlob(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param target see {@link #target()}, not null
     * @param status see {@link #status()}, not null
     */
    public static Builder builder(DhtTarget target, DhtPublicationStatus status) {
        return new Builder(target, status);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(target(), status()).length(length()).items(items());
    }

    /** Its target. */
    public DhtTarget target() {
        return values.target();
    }

    /** Its length in bytes. */
    public int length() {
        return values.length();
    }

    /** The number of DHT items. */
    public int items() {
        return values.items();
    }

    /** Its status. */
    public DhtPublicationStatus status() {
        return values.status();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DhtKeptBlob that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "DhtKeptBlob" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(DhtKeptBlob.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private DhtTarget target;
        private int length;
        private int items;
        private DhtPublicationStatus status;

        private Builder(DhtTarget target, DhtPublicationStatus status) {
            this.target = Objects.requireNonNull(target, "target");
            this.status = Objects.requireNonNull(status, "status");
        }

        /** Sets {@link DhtKeptBlob#target()}, not null. */
        public Builder target(DhtTarget target) {
            this.target = Objects.requireNonNull(target, "target");
            return this;
        }

        /** Sets {@link DhtKeptBlob#length()}. */
        public Builder length(int length) {
            this.length = length;
            return this;
        }

        /** Sets {@link DhtKeptBlob#items()}. */
        public Builder items(int items) {
            this.items = items;
            return this;
        }

        /** Sets {@link DhtKeptBlob#status()}, not null. */
        public Builder status(DhtPublicationStatus status) {
            this.status = Objects.requireNonNull(status, "status");
            return this;
        }

        /** Builds the value. */
        public DhtKeptBlob build() {
            return new DhtKeptBlob(new Values(target, length, items, status));
        }
    }
}
