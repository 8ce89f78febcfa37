package org.torrentxt.api.status;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.value.SerialForm;

/**
 * A subscriber of a session's alerts that gets none at the moment.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class StuckSubscriber implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A kind of subscriber. */
    public enum Kind {
        /** An EventHandler of the EventAdmin. */
        EVENT_HANDLER,
        /** An {@link org.torrentxt.api.alert.AlertListener}. */
        ALERT_LISTENER
    }

    /** The state of a subscriber. */
    public enum State {
        /** It has not returned from an alert for 5 seconds. */
        SLOW,
        /** The EventAdmin has denied it because it took too long; it gets no events until it is registered again. */
        DENIED
    }

    private final transient Values values;

    private record Values(Kind kind, State state, String text, Optional<String> location) {}

    private StuckSubscriber(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param kind see {@link #kind()}, not null
     * @param state see {@link #state()}, not null
     * @param text see {@link #text()}, not null
     */
    public static Builder builder(Kind kind, State state, String text) {
        return new Builder(kind, state, text);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(kind(), state(), text()).location(location());
    }

    /** What it is. */
    public Kind kind() {
        return values.kind();
    }

    /** What is wrong with it. */
    public State state() {
        return values.state();
    }

    /** Who it is and what is wrong, in one line. */
    public String text() {
        return values.text();
    }

    /** The place in its code that has not returned, as a line of a stack trace; empty if unknown. */
    public Optional<String> location() {
        return values.location();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StuckSubscriber that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "StuckSubscriber" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(StuckSubscriber.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private Kind kind;
        private State state;
        private String text;
        private Optional<String> location = Optional.empty();

        private Builder(Kind kind, State state, String text) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.state = Objects.requireNonNull(state, "state");
            this.text = Objects.requireNonNull(text, "text");
        }

        /** Sets {@link StuckSubscriber#kind()}, not null. */
        public Builder kind(Kind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /** Sets {@link StuckSubscriber#state()}, not null. */
        public Builder state(State state) {
            this.state = Objects.requireNonNull(state, "state");
            return this;
        }

        /** Sets {@link StuckSubscriber#text()}, not null. */
        public Builder text(String text) {
            this.text = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Sets {@link StuckSubscriber#location()}, not null. */
        public Builder location(Optional<String> location) {
            this.location = Objects.requireNonNull(location, "location");
            return this;
        }

        /** Builds the value. */
        public StuckSubscriber build() {
            return new StuckSubscriber(new Values(kind, state, text, location));
        }
    }
}
