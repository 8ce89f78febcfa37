package org.torrentxt.shell.torrent;

/**
 * What one check of {@code torrent:doctor} found.
 *
 * @param level how bad it is
 * @param subject what was checked
 * @param text what was found, and what to do
 */
public record Finding(Level level, String subject, String text) {
    /** How bad a finding is. */
    public enum Level {
        /** Nothing to do. */
        OK,
        /** Works, and may not be what is wanted. */
        WARN,
        /** Does not work. */
        FAIL
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    static Finding warn(String subject, String text) {
        return new Finding(Level.WARN, subject, text);
    }

    static Finding fail(String subject, String text) {
        return new Finding(Level.FAIL, subject, text);
    }
}
