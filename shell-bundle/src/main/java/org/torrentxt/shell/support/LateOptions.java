package org.torrentxt.shell.support;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.TorrentException;

/** Options after arguments: Karaf treats them as arguments, and a command must not do half of what was meant. */
public final class LateOptions {
    private final Set<String> options = new TreeSet<>();

    private LateOptions() {}

    /**
     * Rejects options among the arguments of a command. A single-valued argument may be any text but an option of the
     * command; values of multi-valued arguments never begin with a dash, so that a mistyped option is rejected, too.
     *
     * @param command the command, with its fields set by Karaf
     * @throws TorrentException INVALID_ARGUMENT if there is such an option
     */
    public static void refuse(Object command) {
        LateOptions late = new LateOptions();
        List<Field> arguments = new ArrayList<>();
        for (Class<?> type = command.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                late.learn(field.getAnnotation(Option.class));
                if (field.isAnnotationPresent(Argument.class)) {
                    arguments.add(field);
                }
            }
        }
        arguments.forEach(field -> late.check(value(field, command)));
    }

    private void learn(Option option) {
        if (option != null) {
            options.add(option.name());
            options.addAll(List.of(option.aliases()));
        }
    }

    private void check(Object value) {
        if (value instanceof Collection<?> several) {
            several.stream()
                    .map(String::valueOf)
                    .filter(word -> word.startsWith("-"))
                    .forEach(LateOptions::fail);
        } else if (value instanceof String word && options.contains(word)) {
            fail(word);
        }
    }

    private static void fail(String word) {
        throw TorrentException.invalid("options go before arguments: " + word);
    }

    private static Object value(Field field, Object command) {
        try {
            field.setAccessible(true);
            return field.get(command);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }
}
