package org.torrentxt.shell.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cells in columns, fitted to a screen: long texts are cut first, then less important columns are hidden. */
final class Table {
    /** Texts are not cut below this width before columns are hidden. */
    private static final int ENOUGH = 20;

    /**
     * A column.
     *
     * @param header its name
     * @param isNumber true to align it right and never cut it
     * @param isWhole true if it is not cut before other columns are hidden
     * @param cells its text in each row
     */
    record Column(String header, boolean isNumber, boolean isWhole, List<String> cells) {
        int width() {
            return Math.max(
                    Columns.width(header),
                    cells.stream().mapToInt(Columns::width).max().orElse(0));
        }

        boolean isEmpty() {
            return cells.stream().allMatch(String::isEmpty);
        }

        int leastWidth() {
            return isNumber || isWhole ? width() : Math.min(width(), ENOUGH);
        }
    }

    private final Screen screen;
    private final List<Column> columns;
    private final List<String> hidden = new ArrayList<>();
    private final int[] widths;

    /**
     * Fits a table to a screen.
     *
     * @param lessImportant headers of columns that may be hidden, the least important first
     */
    Table(List<Column> all, List<String> lessImportant, Screen screen) {
        this.screen = screen;
        this.columns = new ArrayList<>(all);
        for (Column column : hideable(lessImportant)) {
            if (!fits(columns.stream().mapToInt(Column::leastWidth).toArray())) {
                columns.remove(column);
                hidden.add(column.header());
            }
        }
        this.widths = columns.stream().mapToInt(Column::width).toArray();
        shrink(column -> column.leastWidth());
        shrink(column -> column.isNumber() ? column.width() : 1);
    }

    // columns without any text are hidden first
    private List<Column> hideable(List<String> lessImportant) {
        return columns.stream()
                .filter(column -> lessImportant.contains(column.header()))
                .sorted(Comparator.comparing((Column column) -> !column.isEmpty())
                        .thenComparing(column -> lessImportant.indexOf(column.header())))
                .toList();
    }

    private boolean fits(int... of) {
        return screen.room() == 0 || Arrays.stream(of).sum() + 3 * (of.length - 1) <= screen.room();
    }

    private void shrink(java.util.function.ToIntFunction<Column> least) {
        while (!fits(widths)) {
            int widest = IntStream.range(0, widths.length)
                    .filter(i -> widths[i] > least.applyAsInt(columns.get(i)))
                    .boxed()
                    .max(Comparator.comparingInt(i -> widths[i]))
                    .orElse(-1);
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    /** The headers, a separator line and the rows. */
    List<String> lines() {
        int numRows = columns.isEmpty() ? 0 : columns.get(0).cells().size();
        List<String> lines = new ArrayList<>();
        lines.add(line(columns.stream().map(Column::header).toList()));
        lines.add(rule());
        for (int row = 0; row < numRows; row++) {
            int shown = row;
            lines.add(line(
                    columns.stream().map(column -> column.cells().get(shown)).toList()));
        }
        return lines;
    }

    /** Headers of the columns that are hidden for lack of room. */
    List<String> hidden() {
        return List.copyOf(hidden);
    }

    private String line(List<String> cells) {
        String separator = screen.isUnicode() ? " │ " : " | ";
        String line = IntStream.range(0, columns.size())
                .mapToObj(i -> cell(columns.get(i), cells.get(i), widths[i]))
                .collect(Collectors.joining(separator));
        return screen.fit(line.stripTrailing());
    }

    private String cell(Column column, String text, int width) {
        String cut = Columns.cut(text, width, screen.isUnicode());
        return column.isNumber() ? Columns.padLeft(cut, width) : Columns.padRight(cut, width);
    }

    private String rule() {
        String dash = screen.isUnicode() ? "─" : "-";
        return screen.fit(Arrays.stream(widths)
                .mapToObj(dash::repeat)
                .collect(Collectors.joining(dash + (screen.isUnicode() ? "┼" : "+") + dash)));
    }
}
