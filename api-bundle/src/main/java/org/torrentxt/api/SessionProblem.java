package org.torrentxt.api;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.torrentxt.value.SerialForm;

/**
 * A problem of a configured session; see {@link TorrentEngine#sessionProblems()}.
 *
 * <p>An immutable, serialisable value. It may get more properties in later versions, so it is built with a
 * {@link Builder}.
 */
public final class SessionProblem implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The severity of a problem. */
    public enum Severity {
        /** It works, but may not be intended. */
        WARNING,
        /** The configuration is not in effect. */
        ERROR
    }

    private final transient Values values;

    private record Values(String session, Severity severity, String subject, String text) {}

    private SessionProblem(Values values) {
        this.values = values;
    }

    /**
     * Begins a value; everything else is 0, false or empty unless stated otherwise.
     *
     * @param session see {@link #session()}, not null
     * @param severity see {@link #severity()}, not null
     * @param subject see {@link #subject()}, not null
     * @param text see {@link #text()}, not null
     */
    public static Builder builder(String session, Severity severity, String subject, String text) {
        return new Builder(session, severity, subject, text);
    }

    /** A builder with all properties of this value, to build a similar one. */
    public Builder toBuilder() {
        return new Builder(session(), severity(), subject(), text());
    }

    /** The session's name. */
    public String session() {
        return values.session();
    }

    /** How serious the problem is. */
    public Severity severity() {
        return values.severity();
    }

    /** The affected part, in a word or two: {@code configuration}, {@code listening}, {@code file names}. */
    public String subject() {
        return values.subject();
    }

    /** What is wrong and what to do, in one line. */
    public String text() {
        return values.text();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionProblem that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All properties by name. */
    @Override
    public String toString() {
        return "SessionProblem" + values.toString().substring("Values".length());
    }

    private Object writeReplace() {
        return SerialForm.of(SessionProblem.class, values);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw SerialForm.required();
    }

    /** Builds a value. Not thread-safe. */
    public static final class Builder {
        private String session;
        private Severity severity;
        private String subject;
        private String text;

        private Builder(String session, Severity severity, String subject, String text) {
            this.session = Objects.requireNonNull(session, "session");
            this.severity = Objects.requireNonNull(severity, "severity");
            this.subject = Objects.requireNonNull(subject, "subject");
            this.text = Objects.requireNonNull(text, "text");
        }

        /** Sets {@link SessionProblem#session()}, not null. */
        public Builder session(String session) {
            this.session = Objects.requireNonNull(session, "session");
            return this;
        }

        /** Sets {@link SessionProblem#severity()}, not null. */
        public Builder severity(Severity severity) {
            this.severity = Objects.requireNonNull(severity, "severity");
            return this;
        }

        /** Sets {@link SessionProblem#subject()}, not null. */
        public Builder subject(String subject) {
            this.subject = Objects.requireNonNull(subject, "subject");
            return this;
        }

        /** Sets {@link SessionProblem#text()}, not null. */
        public Builder text(String text) {
            this.text = Objects.requireNonNull(text, "text");
            return this;
        }

        /** Builds the value. */
        public SessionProblem build() {
            return new SessionProblem(new Values(session, severity, subject, text));
        }
    }
}
