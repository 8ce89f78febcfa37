package org.torrentxt.web.rpc.call;

import java.util.Collection;
import java.util.Map;

/** Shows a value of a request in a message, in short. */
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    static String of(Object value) {
        if (value == null) {
            return "null";
        } else if (value instanceof Map) {
            return "an object";
        } else if (value instanceof String text) {
            return "'" + brief(text) + "'";
        } else if (value instanceof Collection<?> list) {
            return list.isEmpty()
                    ? "an empty list"
                    : "a list that begins with " + first(list.iterator().next());
        }
        return brief(value.toString());
    }

    private static String first(Object value) {
        return value instanceof Collection ? "a list" : of(value);
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
