package org.torrentxt.shell.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names and values of one thing, in groups, with the values in one column; all of it {@linkplain Visible#line visible}. */
public final class Details {
    private static final int NAME_WIDTH = 16;

    private final List<String> lines = new ArrayList<>();

    /** Begins a group. */
    public Details group(String title) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(Visible.line(title));
        return this;
    }

    /** Adds a value; one that is empty is left out. */
    public Details add(String name, Object value) {
        Object shown = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (shown != null && !shown.toString().isEmpty()) {
            lines.add(Visible.line("  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + shown));
        }
        return this;
    }

    /** The lines to print. */
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
