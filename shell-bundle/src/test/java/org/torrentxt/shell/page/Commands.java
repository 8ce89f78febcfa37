package org.torrentxt.shell.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;

/** The commands of the bundle, as declared by its classes. */
public final class Commands {
    private static final Path CLASSES = Path.of("target", "classes");

    private Commands() {}

    /** The class of each command, the scope torrent first, by name. */
    public static List<Class<?>> all() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(CLASSES::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith("Command.class"))
                    .<Class<?>>map(name -> load(name.replace(".class", "").replace('/', '.')))
                    .filter(type -> type.isAnnotationPresent(Command.class))
                    .sorted(Comparator.comparing(
                                    (Class<?> type) -> command(type).scope())
                            .reversed()
                            .thenComparing(type -> command(type).name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The declaration of the command. */
    public static Command command(Class<?> type) {
        return type.getAnnotation(Command.class);
    }

    /** Scope and name of the command. */
    public static String name(Class<?> type) {
        return command(type).scope() + ":" + command(type).name();
    }

    /** The command's options, its own first. */
    public static List<Option> options(Class<?> type) {
        return fields(type).stream()
                .filter(field -> field.isAnnotationPresent(Option.class))
                .map(field -> field.getAnnotation(Option.class))
                .toList();
    }

    /** The command's arguments, in order. */
    public static List<Argument> arguments(Class<?> type) {
        return fields(type).stream()
                .filter(field -> field.isAnnotationPresent(Argument.class))
                .map(field -> field.getAnnotation(Argument.class))
                .sorted(Comparator.comparingInt(Argument::index))
                .toList();
    }

    /** The fields filled from the command line. */
    public static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> part = type; Action.class.isAssignableFrom(part); part = part.getSuperclass()) {
            Stream.of(part.getDeclaredFields())
                    .filter(field ->
                            field.isAnnotationPresent(Option.class) || field.isAnnotationPresent(Argument.class))
                    .forEach(fields::add);
        }
        return fields;
    }
}
