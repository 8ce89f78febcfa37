package org.torrentxt.shell.format;

/**
 * Text from outside, such as a torrent's name or a tracker's message, with characters replaced that would control a
 * terminal: control characters (Unicode category Cc), formatting characters (Cf) such as those that change the writing
 * direction, and line separators. Each is replaced by {@value #SIGN}.
 */
public final class Visible {
    private static final char SIGN = '\ufffd';
    private static final int NON_JOINER = 0x200c;
    private static final int JOINER = 0x200d;

    private Visible() {}

    /** The text as one line. */
    public static String line(String text) {
        return shown(text, "");
    }

    /** The text, keeping line breaks and tabs. */
    public static String lines(String text) {
        return shown(text, "\n\t");
    }

    private static String shown(String text, String kept) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> isHarmless(point) || kept.indexOf(point) >= 0 ? point : SIGN)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            // scripts such as Persian need joiners, which are harmless
            case Character.FORMAT -> point == JOINER || point == NON_JOINER;
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }
}
