package org.torrentxt.api.dht.store;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.value.SerialForm;

/**
 * A named key pair of a store. The secret key remains in the store.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class DhtIdentity implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(String name, DhtPublicKey publicKey, boolean sealed) {}

    private DhtIdentity(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param name see {@link #name()}, not null
     * @param publicKey see {@link #publicKey()}, not null
     */
    public static Builder builder(String name, DhtPublicKey publicKey) {
        return new Builder(name, publicKey);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(name(), publicKey()).sealed(sealed());
    }

    /** 1 to 64 letters, digits, dots, dashes and underscores. */
    public String name() {
        return values.name();
    }

    /** The key used by others to look up its values. */
    public DhtPublicKey publicKey() {
        return values.publicKey();
    }

    /** True if its secret key is encrypted, so that signing requires a passphrase. */
    public boolean sealed() {
        return values.sealed();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DhtIdentity that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "DhtIdentity" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(DhtIdentity.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private String name;
        private DhtPublicKey publicKey;
        private boolean sealed;

        private Builder(String name, DhtPublicKey publicKey) {
            this.name = Objects.requireNonNull(name, "name");
            this.publicKey = Objects.requireNonNull(publicKey, "publicKey");
        }

        /** Sets {@link DhtIdentity#name()}, not null. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets {@link DhtIdentity#publicKey()}, not null. */
        public Builder publicKey(DhtPublicKey publicKey) {
            this.publicKey = Objects.requireNonNull(publicKey, "publicKey");
            return this;
        }

        /** Sets {@link DhtIdentity#sealed()}. */
        public Builder sealed(boolean sealed) {
            this.sealed = sealed;
            return this;
        }

        /** Builds the value. */
        public DhtIdentity build() {
            return new DhtIdentity(new Values(name, publicKey, sealed));
        }
    }
}
