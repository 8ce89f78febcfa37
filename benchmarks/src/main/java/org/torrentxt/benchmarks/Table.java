package org.torrentxt.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown that can be read on a terminal, too: the first column to the left, numbers to the right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        if (row.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(row + " does not have the columns of " + rows.get(0));
        }
        rows.add(row);
        return this;
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> Math.max(3, row.get(column).length()))
                        .max()
                        .orElseThrow())
                .toArray();
        StringBuilder text = new StringBuilder(line(rows.get(0), widths)).append(rule(widths));
        rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String pad = " ".repeat(widths[column] - row.get(column).length());
                    return column == 0 ? row.get(column) + pad : pad + row.get(column);
                })
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String rule(int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> "-".repeat(widths[column] - 1) + (column == 0 ? "-" : ":"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
