package org.torrentxt.shell.torrent;

/**
 * What one check of {@code torrent:doctor} found.
 *
 * @param level how bad it is
 * @param session the name of the session that it is of; empty for none
 * @param subject what was checked
 * @param text what was found, and what to do
 */
public record Finding(Level level, String session, String subject, String text) {
    /** How bad a finding is. */
    public enum Level {
        /** Nothing to do. */
        OK,
        /** Works, and may not be what is wanted. */
        WARN,
        /** Does not work. */
        FAIL
    }

    /** The same, of a session. */
    Finding of(String name) {
        return new Finding(level, name, subject, text);
    }

    /** True if the other one is of the same session and subject, and says what is wrong there. */
    boolean isReplacedBy(Finding other) {
        return other.session.equals(session) && other.subject.equals(subject) && other.level != Level.OK;
    }

    /** What was checked, with the session that it is of. */
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
