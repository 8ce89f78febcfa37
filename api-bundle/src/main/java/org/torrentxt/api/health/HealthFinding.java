package org.torrentxt.api.health;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.torrentxt.value.SerialForm;

/**
 * What a {@link HealthCheck} has found.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class HealthFinding implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How serious a finding is, in ascending order. */
    public enum Level {
        /** Nothing to do. */
        OK,
        /** It works, but may not be intended. */
        WARN,
        /** It does not work. */
        FAIL
    }

    private final transient Values values;

    private record Values(Level level, String session, String subject, String text) {}

    private HealthFinding(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is empty.
     *
     * @param level see {@link #level()}, not null
     * @param subject see {@link #subject()}, not null
     * @param text see {@link #text()}, not null
     */
    public static Builder builder(Level level, String subject, String text) {
        return new Builder(level, subject, text);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(level(), subject(), text()).session(session());
    }

    /** How serious it is. */
    public Level level() {
        return values.level();
    }

    /** The name of the session that was checked; empty if none was. */
    public String session() {
        return values.session();
    }

    /** What was checked, in a word or two: {@code engine}, {@code listening}. */
    public String subject() {
        return values.subject();
    }

    /** What was found, and what to do if something is wrong, in one line. */
    public String text() {
        return values.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HealthFinding that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "HealthFinding" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(HealthFinding.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private Level level;
        private String session = "";
        private String subject;
        private String text;

        private Builder(Level level, String subject, String text) {
            this.level = Objects.requireNonNull(level, "level");
            this.subject = Objects.requireNonNull(subject, "subject");
            this.text = Objects.requireNonNull(text, "text");
        }

        /** Sets {@link HealthFinding#level()}, not null. */
        public Builder level(Level level) {
            this.level = Objects.requireNonNull(level, "level");
            return this;
        }

        /** Sets {@link HealthFinding#session()}, not null. */
        public Builder session(String session) {
            this.session = Objects.requireNonNull(session, "session");
            return this;
        }

        /** Sets {@link HealthFinding#subject()}, not null. */
        public Builder subject(String subject) {
            this.subject = Objects.requireNonNull(subject, "subject");
            return this;
        }

        /** Sets {@link HealthFinding#text()}, not null. */
        public Builder text(String text) {
            this.text = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Builds the value. */
        public HealthFinding build() {
            return new HealthFinding(new Values(level, session, subject, text));
        }
    }
}
