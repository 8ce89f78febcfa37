package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM in a mount namespace of its own: below a folder, {@code small} is a file system in memory of 2 MiB, and {@code bound} is a second mount of
 * {@code origin}.
 */
final class MountNamespace {
    private static final String ENDED = "ended as it should";
    private static final int LAST_LINES = 40; // for the message
    private static final String SET_UP = """
        set -e
        mkdir "$1/small" "$1/origin" "$1/bound"
        mount -t tmpfs -o size=2m tmpfs "$1/small"
        mount --bind "$1/origin" "$1/bound"
        shift
        exec "$@"
        """;

    private MountNamespace() {}

    /**
     * Runs a class's {@code main}, which must end with {@link #ended}.
     *
     * @param folder for its files, and its only argument
     */
    static void assertEnds(Class<?> main, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("unshare", "-m"));
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-U", "-r"));
        }
        command.addAll(List.of("sh", "-c", SET_UP, "sh", folder.toString()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlibtorrent4j.jni.path=" + System.getProperty("libtorrent4j.jni.path"),
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean inTime = process.waitFor(110, TimeUnit.SECONDS);
            List<String> lines = Files.readAllLines(output);
            assertThat(lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                    .as(inTime ? "ended in time" : "not ended in time")
                    .endsWith(ENDED);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Says that all was as it should be; the last thing that it prints. */
    static void ended() {
        System.out.println(ENDED);
    }
}
