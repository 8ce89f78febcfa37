package org.torrentxt.value;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.api.Torrent;

/** The public classes of the API, nested ones included. */
public final class ApiClasses {
    private ApiClasses() {}

    /** All of them. */
    public static List<Class<?>> all() throws IOException, URISyntaxException {
        Path classes = folder();
        try (Stream<Path> files = Files.walk(classes.resolve("org/torrentxt/api"))) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .<Class<?>>map(name ->
                            load(name.replace(".class", "").replace('/', '.').replace('\\', '.')))
                    .filter(ApiClasses::isPublic)
                    .toList();
        }
    }

    /** The folder of the compiled API. */
    public static Path folder() throws URISyntaxException {
        return Path.of(Torrent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The public method of that name, if there is one. */
    public static Optional<Method> method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }
}
