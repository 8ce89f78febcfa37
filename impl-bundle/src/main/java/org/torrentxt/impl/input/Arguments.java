package org.torrentxt.impl.input;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.torrentxt.api.Credentials;

/** Checks and copies arguments, and shortens them for messages. */
public final class Arguments {
    private static final int BRIEF = 80;

    private Arguments() {}

    /**
     * A copy of a list.
     *
     * @param name of the parameter, for the message
     */
    public static <T> List<T> list(String name, List<T> values) {
        return List.copyOf(checked(name, values));
    }

    /**
     * A copy of a set.
     *
     * @param name of the parameter, for the message
     */
    public static <T> Set<T> set(String name, Set<T> values) {
        return Set.copyOf(checked(name, values));
    }

    /**
     * A copy of a map.
     *
     * @param name of the parameter, for the message
     */
    public static <K, V> Map<K, V> map(String name, Map<K, V> values) {
        Map<K, V> copy = new HashMap<>(Objects.requireNonNull(values, name));
        checked(name, copy.keySet());
        checked(name, copy.values());
        return Map.copyOf(copy);
    }

    private static <T> Collection<T> checked(String name, Collection<T> values) {
        for (T value : Objects.requireNonNull(values, name)) {
            Objects.requireNonNull(value, name + " contains null");
        }
        return values;
    }

    /**
     * True for text that reaches the engine unchanged: the binding garbles characters beyond U+FFFF. Control characters
     * are not allowed in names and in text sent to others.
     */
    public static boolean isPlain(String text) {
        return text.chars()
                .noneMatch(character -> Character.isISOControl(character) || Character.isSurrogate((char) character));
    }

    /** A value as text for a message, without passwords in URLs, truncated if it is long. */
    public static String brief(Object value) {
        String text = Credentials.hide(String.valueOf(value));
        return text.length() <= BRIEF ? text : text.substring(0, BRIEF - 3) + "...";
    }
}
