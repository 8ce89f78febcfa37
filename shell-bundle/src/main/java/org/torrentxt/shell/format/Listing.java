package org.torrentxt.shell.format;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.table.Col;
import org.apache.karaf.shell.support.table.ShellTable;

/**
 * What a listing shows of each of its rows. Numbers are right-aligned; the last column is text of any length, and is
 * cut where the terminal ends. Cells are {@linkplain Visible#line visible}.
 *
 * @param <T> what a row is of
 */
public final class Listing<T> {
    private record Column<T>(String header, Function<T, Object> content, boolean isNumber) {
        String cell(T row) {
            return Visible.line(String.valueOf(content.apply(row)));
        }
    }

    private final String emptyText;
    private final List<Column<T>> columns = new ArrayList<>();

    /**
     * A listing without columns.
     *
     * @param emptyText what is shown in place of rows when there are none
     */
    public Listing(String emptyText) {
        this.emptyText = emptyText;
    }

    /** Adds a column of numbers. */
    public Listing<T> number(String header, Function<T, Object> content) {
        columns.add(new Column<>(header, content, true));
        return this;
    }

    /** Adds a column of text. */
    public Listing<T> text(String header, Function<T, Object> content) {
        columns.add(new Column<>(header, content, false));
        return this;
    }

    /**
     * Prints a table.
     *
     * @param rows what to list
     * @param out where to
     * @param width columns of the terminal that the table is fitted to; 0 to cut nothing
     */
    public void print(List<T> rows, PrintStream out, int width) {
        table(rows).size(width).print(out, true);
    }

    /** Prints the rows alone, cells separated by a tab and not padded. */
    public void printPlain(List<T> rows, PrintStream out) {
        rows.stream()
                .map(row -> columns.stream().map(column -> column.cell(row)).collect(Collectors.joining("\t")))
                .forEach(out::println);
    }

    private ShellTable table(List<T> rows) {
        ShellTable table = new ShellTable().emptyTableText(emptyText);
        for (Column<T> column : columns) {
            Col col = table.column(column.header());
            if (column.isNumber()) {
                col.alignRight();
            }
        }
        for (T row : rows) {
            table.addRow()
                    .addContent(columns.stream()
                            .map(column -> (Object) column.cell(row))
                            .toList());
        }
        return table;
    }
}
