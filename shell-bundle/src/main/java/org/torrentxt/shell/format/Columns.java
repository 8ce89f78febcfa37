package org.torrentxt.shell.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * Text measured in columns of a terminal, not in characters: Chinese, Japanese and Korean characters and emoji take
 * two columns, combining marks none. Text is cut between graphemes, so that no mark and no half of a character is left.
 */
public final class Columns {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int EMOJI_STYLE = 0xfe0f;

    private Columns() {}

    /** How many columns the text takes at most; terminals differ in how they draw sequences of emoji. */
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    // The selector of the emoji style takes no column, but makes the character before it as wide as an emoji.
    private static int width(int point) {
        return point == EMOJI_STYLE ? 1 : Math.max(0, WCWidth.wcwidth(point));
    }

    /**
     * The text in that many columns at most. What is longer ends with an ellipsis.
     *
     * @param isUnicode true if the terminal can show {@code …}; a dot stands for it otherwise
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

    /** The text, followed by spaces to that many columns. */
    public static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** The text after spaces to that many columns. */
    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /**
     * The text in lines of that many columns at most, broken at spaces. A word that is longer stays whole, as it may be
     * something to copy, such as a magnet link.
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
     * The text after a label, in lines of that many columns at most: beside the label where there is room for it, else
     * below it.
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
