package org.torrentxt.benchmarks.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands that run classes of these benchmarks in another JVM, with the same class path. */
public final class Jvm {
    private Jvm() {}

    /** The command that runs that class. */
    public static List<String> command(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String property : List.of("libtorrent4j.jni.path", "org.slf4j.simpleLogger.defaultLogLevel")) {
            Optional.ofNullable(System.getProperty(property))
                    .ifPresent(value -> command.add("-D" + property + "=" + value));
        }
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** The library that sessions with memory-mapped files need to be preloaded. */
    public static Path signalLibrary() {
        return Path.of(System.getProperty("java.home"), "lib", "libjsig.so");
    }

    /** The JVM that they run in. */
    static String version() {
        return "Java " + System.getProperty("java.version");
    }
}
