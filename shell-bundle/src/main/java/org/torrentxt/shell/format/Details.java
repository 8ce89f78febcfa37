package org.torrentxt.shell.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names and values of one object, in groups, with the values in one column; all {@linkplain Visible#line visible}. */
public final class Details {
    private static final int NAME_WIDTH = 16;

    private record Line(String label, String text) {}

    private final List<Line> lines = new ArrayList<>();

    /** Starts a group. */
    public Details group(String title) {
        if (!lines.isEmpty()) {
            lines.add(new Line("", ""));
        }
        lines.add(new Line("", Visible.line(title)));
        return this;
    }

    /** Adds a value; one that is empty is omitted. */
    public Details add(String name, Object value) {
        Object shown = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (shown != null && !shown.toString().isEmpty()) {
            String label = "  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
            lines.add(new Line(Visible.line(label), Visible.line(shown.toString())));
        }
        return this;
    }

    /**
     * The lines to print. A value that does not fit beside its name is printed below it; words are never cut, as they
     * may be meant for copying.
     */
    public List<String> lines(Screen screen) {
        return lines.stream()
                .flatMap(line -> Columns.wrap(line.label(), line.text(), screen.room()).stream())
                .toList();
    }
}
