package org.torrentxt.shell.format;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of a listing. Numbers are right-aligned. If the terminal is too narrow, long texts are cut and less
 * important columns are hidden, so that no line wraps. Cells are {@linkplain Visible#line visible}.
 *
 * @param <T> what a row is of
 */
public final class Listing<T> {
    private record Column<T>(
            String header, Function<T, Object> content, boolean isNumber, boolean isWhole, boolean isOptional) {
        boolean isShown(List<T> rows) {
            return !isOptional || rows.stream().anyMatch(row -> !cell(row).isEmpty());
        }

        String cell(T row) {
            return Visible.line(String.valueOf(content.apply(row)));
        }

        Table.Column of(List<T> rows) {
            return new Table.Column(
                    header, isNumber, isWhole, rows.stream().map(this::cell).toList());
        }
    }

    private final String emptyText;
    private final List<Column<T>> columns = new ArrayList<>();
    private List<String> lessImportant = List.of();

    /**
     * A listing without columns.
     *
     * @param emptyText text shown instead of rows if there are none
     */
    public Listing(String emptyText) {
        this.emptyText = emptyText;
    }

    /** Adds a column of numbers. */
    public Listing<T> number(String header, Function<T, Object> content) {
        columns.add(new Column<>(header, content, true, false, false));
        return this;
    }

    /** Adds a column of text. */
    public Listing<T> text(String header, Function<T, Object> content) {
        columns.add(new Column<>(header, content, false, false, false));
        return this;
    }

    /** Adds a column of text that is only in a table if a row has some. */
    public Listing<T> optional(String header, Function<T, Object> content) {
        columns.add(new Column<>(header, content, false, false, true));
        return this;
    }

    /** Adds a column of text that is useless when cut, such as a hash: other columns are hidden before it is cut. */
    public Listing<T> whole(String header, Function<T, Object> content) {
        columns.add(new Column<>(header, content, false, true, false));
        return this;
    }

    /** Sets the columns that may be hidden if the terminal is too narrow, the least important first. */
    public Listing<T> hide(String... headers) {
        lessImportant = List.of(headers);
        return this;
    }

    /**
     * Prints a table.
     *
     * @param rows what to list
     * @param out where to
     * @param screen the screen that the table is fitted to
     */
    public void print(List<T> rows, PrintStream out, Screen screen) {
        Table table = table(rows, screen);
        table.lines().forEach(out::println);
        if (rows.isEmpty()) {
            Columns.wrap(emptyText, screen.room()).forEach(out::println);
        } else if (!table.hidden().isEmpty()) {
            String note = "Columns hidden to fit: " + String.join(", ", table.hidden()) + "; --no-format prints all";
            Columns.wrap(note, screen.room()).forEach(out::println);
        }
    }

    /** The lines of a table, without notes below it. */
    public List<String> lines(List<T> rows, Screen screen) {
        return table(rows, screen).lines();
    }

    private Table table(List<T> rows, Screen screen) {
        List<Table.Column> shown = columns.stream()
                .filter(column -> column.isShown(rows))
                .map(column -> column.of(rows))
                .toList();
        return new Table(shown, lessImportant, screen);
    }

    /** Prints the rows without a header, cells separated by a tab and not padded. */
    public void printPlain(List<T> rows, PrintStream out) {
        rows.stream()
                .map(row -> columns.stream().map(column -> column.cell(row)).collect(Collectors.joining("\t")))
                .forEach(out::println);
    }
}
