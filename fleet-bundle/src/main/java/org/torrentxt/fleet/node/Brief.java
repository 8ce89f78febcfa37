package org.torrentxt.fleet.node;

import java.util.regex.Pattern;

/** Texts for and from other nodes: one line, and no longer than is needed. */
final class Brief {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private Brief() {}

    /** A text without control characters, of at most that many characters. */
    static String of(String text, int max) {
        String start = text.length() > max ? text.substring(0, cut(text, max)) : text;
        return CONTROL.matcher(start).replaceAll(" ");
    }

    // not between the two halves of a character
    private static int cut(String text, int max) {
        return Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    }
}
