package org.torrentxt.failure;

import java.util.regex.Pattern;

/** Text of others for a log or a list, which must not look like another line of it. */
public final class OneLine {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private OneLine() {}

    /** The same text with question marks instead of control characters and separators of lines. */
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
