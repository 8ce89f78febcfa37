package org.torrentxt.api;

import java.util.Objects;

/**
 * Something about a configured session that is not as configured, in one line; see {@link TorrentEngine#sessionProblems()}.
 *
 * @param session the session's name
 * @param severity how bad it is
 * @param subject what is concerned, in a word or two: {@code configuration}, {@code listening}, {@code file names}
 * @param text what is wrong, and what to do
 */
public record SessionProblem(String session, Severity severity, String subject, String text) {
    /** How bad a problem is. */
    public enum Severity {
        /** It works, but may not be what is meant. */
        WARNING,
        /** What is configured is not in force. */
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
