package org.torrentxt.api.fleet;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.value.SerialForm;

/**
 * A statement that nodes have accepted: a torrent, the nodes that have it, and who says so.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class Deployment implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(DeployTorrent content, DhtPublicKey publicKey, long sequence) {}

    private Deployment(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is as its setter says.
     *
     * @param content see {@link #content()}, not null
     * @param publicKey see {@link #publicKey()}, not null
     * @param sequence see {@link #sequence()}
     */
    public static Builder builder(DeployTorrent content, DhtPublicKey publicKey, long sequence) {
        return new Builder(content, publicKey, sequence);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(content(), publicKey(), sequence());
    }

    /** What is deployed where. */
    public DeployTorrent content() {
        return values.content();
    }

    /** The key that signed it: names of different keys are independent. */
    public DhtPublicKey publicKey() {
        return values.publicKey();
    }

    /** Its sequence number: a higher one of the same name and key replaces it. */
    public long sequence() {
        return values.sequence();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Deployment that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "Deployment" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(Deployment.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private final DeployTorrent content;
        private final DhtPublicKey publicKey;
        private final long sequence;

        private Builder(DeployTorrent content, DhtPublicKey publicKey, long sequence) {
            this.content = Objects.requireNonNull(content, "content");
            this.publicKey = Objects.requireNonNull(publicKey, "publicKey");
            this.sequence = sequence;
        }

        /** Builds the value. */
        public Deployment build() {
            return new Deployment(new Values(content, publicKey, sequence));
        }
    }
}
