package org.torrentxt.shell.format;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws values over time as columns of blocks, below each other with the highest value and 0 at the left. A column is the
 * mean of the values that fall into it; one of which nothing is known is blank, and 0 a line at the bottom.
 *
 * @param screen where it is shown
 * @param rows height
 */
public record Plot(Screen screen, int rows) {
    private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
    private static final String ASCII = " ...:::##";
    private static final int STEPS = 8; // per row
    private static final int LABEL = Units.COMPACT + 2;
    private static final int UNKNOWN_WIDTH = 80;

    /**
     * The lines, none wider than the screen.
     *
     * @param rates values to draw, the oldest first; negative if unknown
     * @param begin label at the left of the time axis
     * @param end label at its right
     */
    public List<String> draw(List<Long> rates, String begin, String end) {
        int columns = Math.max(1, (screen.width() <= 0 ? UNKNOWN_WIDTH : screen.room()) - LABEL - 2);
        double[] means = means(rates, columns);
        double highest = Arrays.stream(means).max().orElse(0);
        String axis = screen.isUnicode() ? " │" : " |";
        List<String> lines = IntStream.iterate(rows - 1, row -> row >= 0, row -> row - 1)
                .mapToObj(row -> Columns.padLeft(label(row, highest), LABEL) + axis + row(means, row, highest))
                .collect(Collectors.toList());
        String corner = screen.isUnicode() ? " └" + "─".repeat(columns) : " +" + "-".repeat(columns);
        lines.add(" ".repeat(LABEL) + corner);
        lines.add(" ".repeat(LABEL + 2)
                + begin
                + Columns.padLeft(end, Math.max(1 + end.length(), columns - begin.length())));
        return lines.stream().map(String::stripTrailing).map(screen::fit).toList();
    }

    private String label(int row, double highest) {
        if (row == rows - 1) {
            return Units.compact(Math.round(Math.max(0, highest))) + "/s";
        }
        return row == 0 ? "0" : "";
    }

    private static double[] means(List<Long> values, int columns) {
        return IntStream.range(0, columns)
                .mapToDouble(column -> {
                    int from = (int) ((long) column * values.size() / columns);
                    int to = Math.max(from + 1, (int) ((column + 1L) * values.size() / columns));
                    return values.subList(from, Math.min(to, values.size())).stream()
                            .filter(value -> value >= 0)
                            .mapToLong(Long::longValue)
                            .average()
                            .orElse(-1);
                })
                .toArray();
    }

    private String row(double[] means, int row, double highest) {
        return Arrays.stream(means)
                .mapToObj(mean -> String.valueOf(cell(mean, row, highest)))
                .collect(Collectors.joining());
    }

    private char cell(double mean, int row, double highest) {
        if (mean <= 0) {
            return row == 0 && mean == 0 ? '_' : ' ';
        }
        long height = Math.max(1, Math.round(mean / highest * rows * STEPS));
        int filled = (int) Math.max(0, Math.min(STEPS, height - (long) row * STEPS));
        return (screen.isUnicode() ? BLOCKS : ASCII).charAt(filled);
    }
}
