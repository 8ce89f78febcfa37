package org.torrentxt.api.dht.store;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.value.SerialForm;

/**
 * The status of a value that a store keeps alive on the DHT, at one moment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class DhtPublicationStatus implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Values values;

    private record Values(
            DhtPublicationState state,
            int numNodes,
            Optional<Instant> lastPublished,
            Optional<Instant> nextAttempt,
            Optional<String> lastError) {}

    private DhtPublicationStatus(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param state see {@link #state()}, not null
     */
    public static Builder builder(DhtPublicationState state) {
        return new Builder(state);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(state())
                .numNodes(numNodes())
                .lastPublished(lastPublished())
                .nextAttempt(nextAttempt())
                .lastError(lastError());
    }

    /** The state. */
    public DhtPublicationState state() {
        return values.state();
    }

    /**
     * The number of nodes that stored it in the last round, 0 before that; -1 for a blob, whose nodes are not
     * counted.
     */
    public int numNodes() {
        return values.numNodes();
    }

    /** When it was last stored since the store started. */
    public Optional<Instant> lastPublished() {
        return values.lastPublished();
    }

    /**
     * When it will be stored again; empty during a conflict, and if it will not be stored any more because it was
     * replaced or unpublished, or the store was stopped.
     */
    public Optional<Instant> nextAttempt() {
        return values.nextAttempt();
    }

    /** Why the last attempt failed; empty if it succeeded. */
    public Optional<String> lastError() {
        return values.lastError();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DhtPublicationStatus that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "DhtPublicationStatus" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(DhtPublicationStatus.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private DhtPublicationState state;
        private int numNodes;
        private Optional<Instant> lastPublished = Optional.empty();
        private Optional<Instant> nextAttempt = Optional.empty();
        private Optional<String> lastError = Optional.empty();

        private Builder(DhtPublicationState state) {
            this.state = Objects.requireNonNull(state, "state");
        }

        /** Sets {@link DhtPublicationStatus#state()}, not null. */
        public Builder state(DhtPublicationState state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Sets {@link DhtPublicationStatus#numNodes()}. */
        public Builder numNodes(int numNodes) {
            this.numNodes = numNodes;
            return this;
        }

        /** Sets {@link DhtPublicationStatus#lastPublished()}, not null. */
        public Builder lastPublished(Optional<Instant> lastPublished) {
            this.lastPublished = Objects.requireNonNull(lastPublished, "lastPublished");
            return this;
        }

        /** Sets {@link DhtPublicationStatus#nextAttempt()}, not null. */
        public Builder nextAttempt(Optional<Instant> nextAttempt) {
            this.nextAttempt = Objects.requireNonNull(nextAttempt, "nextAttempt");
            return this;
        }

        /** Sets {@link DhtPublicationStatus#lastError()}, not null. */
        public Builder lastError(Optional<String> lastError) {
            this.lastError = Objects.requireNonNull(lastError, "lastError");
            return this;
        }

        /** Builds the value. */
        public DhtPublicationStatus build() {
            return new DhtPublicationStatus(new Values(state, numNodes, lastPublished, nextAttempt, lastError));
        }
    }
}
