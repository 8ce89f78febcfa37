package org.torrentxt.shell.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * Text measured in columns of a terminal, not in characters: Chinese, Japanese and Korean characters and emoji take
 * two columns, combining marks none. Text is cut between graphemes, never within one.
 */
public final class Columns {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int EMOJI_STYLE = 0xfe0f;

    private Columns() {}

    /** The maximum number of columns of the text; terminals draw sequences of emoji differently. */
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    // The emoji variation selector takes no column, but makes the preceding character as wide as an emoji.
    private static int width(int point) {
        return point == EMOJI_STYLE ? 1 : Math.max(0, WCWidth.wcwidth(point));
    }

    /**
     * The text in at most that many columns. Longer text is cut and ends with an ellipsis.
     *
     * @param isUnicode true if the terminal can show {@code …}; otherwise a dot is used
     */
    public static String cut(String text, int columns, boolean isUnicode) {
        if (columns <= 0) {
            return "";
        }
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = columns - 1;
        Matcher graphemes = GRAPHEME.matcher(text);
        while (graphemes.find() && width(graphemes.group()) <= room) {
            cut.append(graphemes.group());
            room -= width(graphemes.group());
        }
        return cut.append(isUnicode ? '…' : '.').toString();
    }

    /** The text, padded with spaces on the right to that many columns. */
    public static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** The text, padded with spaces on the left to that many columns. */
    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /**
     * The text in lines of at most that many columns, broken at spaces. A longer word is not broken, as it may be
     * meant for copying, such as a magnet link.
     *
     * @param columns 0 for one line of any length
     */
    public static List<String> wrap(String text, int columns) {
        if (columns <= 0 || width(text) <= columns) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && width(line.toString()) + 1 + width(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /**
     * The text after a label, in lines of at most that many columns: beside the label if there is room, else below it.
     *
     * @param columns 0 for one line of any length
     */
    public static List<String> wrap(String label, String text, int columns) {
        int room = columns - width(label);
        boolean isBeside = columns <= 0 || width(text) <= room || room >= columns / 2 && longestWord(text) <= room;
        String indent = isBeside ? " ".repeat(width(label)) : "    ";
        List<String> lines = new ArrayList<>();
        if (!isBeside) {
            lines.add(label.stripTrailing());
        }
        for (String line : wrap(text, columns <= 0 ? 0 : Math.max(1, columns - indent.length()))) {
            lines.add((lines.isEmpty() ? label : indent) + line);
        }
        return lines;
    }

    private static int longestWord(String text) {
        return Pattern.compile(" ")
                .splitAsStream(text)
                .mapToInt(Columns::width)
                .max()
                .orElse(0);
    }
}
