package org.torrentxt.shell.format;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Draws values as a line of characters, each as high as its value is compared with the highest one.
 *
 * @param screen where it is shown
 */
public record Sparkline(Screen screen) {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.:-=+*#";

    /** A character for each value; negative ones are unknown, and drawn as spaces. */
    public String draw(long... values) {
        long highest = Arrays.stream(values).max().orElse(0);
        return Arrays.stream(values)
                .mapToObj(value -> String.valueOf(level(value, highest)))
                .collect(Collectors.joining());
    }

    private char level(long value, long highest) {
        if (value < 0) {
            return ' ';
        }
        String levels = screen.isUnicode() ? BLOCKS : ASCII;
        // the lowest one is for nothing alone, the highest for the highest value
        return levels.charAt(value == 0 ? 0 : 1 + (int) ((double) value / highest * (levels.length() - 2)));
    }
}
