package org.torrentxt.shell.doctor;

import java.util.Map;
import org.torrentxt.json.Document;

/**
 * The result of one check of {@code torrent:doctor}.
 *
 * @param level severity
 * @param session name of the session that was checked; empty for none
 * @param subject what was checked
 * @param text what was found and what to do
 */
public record Finding(Level level, String session, String subject, String text) implements Document {
    /** The severity of a finding. */
    public enum Level {
        /** Nothing to do. */
        OK,
        /** Works, but may not be intended. */
        WARN,
        /** Does not work. */
        FAIL
    }

    @Override
    public Map<String, Object> document() {
        return Document.of("level", level, "session", session, "subject", subject, "text", text);
    }

    /** The same finding, of a session. */
    Finding of(String name) {
        return new Finding(level, name, subject, text);
    }

    /** True if the other finding reports a problem with the same session and subject. */
    boolean isReplacedBy(Finding other) {
        return other.session.equals(session) && other.subject.equals(subject) && other.level != Level.OK;
    }

    /** The subject, with the name of its session. */
    String label() {
        boolean isNamed = session.isEmpty() || subject.endsWith(" " + session);
        return isNamed ? subject : subject + " (" + session + ")";
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, "", subject, text);
    }

    static Finding warn(String subject, String text) {
        return new Finding(Level.WARN, "", subject, text);
    }

    static Finding fail(String subject, String text) {
        return new Finding(Level.FAIL, "", subject, text);
    }
}
