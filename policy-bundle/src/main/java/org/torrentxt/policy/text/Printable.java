package org.torrentxt.policy.text;

import java.nio.file.Path;

/** Names of files and torrents, and output of programs, in messages: they must not write lines of the log. */
public final class Printable {
    private static final int MAX_LENGTH = 300;

    private Printable() {}

    /** A path, in one line. */
    public static String of(Path path) {
        return of(path.toString());
    }

    /** A text in one line, without control characters, and not too long. */
    public static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }
}
