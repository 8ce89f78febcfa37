package org.torrentxt.api;

import java.util.Objects;

/**
 * A problem of a configured session; see {@link TorrentEngine#sessionProblems()}.
 *
 * @param session the session's name
 * @param severity how serious the problem is
 * @param subject the affected part, in a word or two: {@code configuration}, {@code listening}, {@code file names}
 * @param text what is wrong and what to do, in one line
 */
public record SessionProblem(String session, Severity severity, String subject, String text) {
    /** The severity of a problem. */
    public enum Severity {
        /** It works, but may not be intended. */
        WARNING,
        /** The configuration is not in effect. */
        ERROR
    }

    /** Refuses nulls. */
    public SessionProblem {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
    }
}
