package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM in Linux namespaces of its own, which end with it. */
final class Namespace {
    private static final String ENDED = "ended as it should";
    private static final int LAST_LINES = 40; // for the message

    private Namespace() {}

    /**
     * Runs a class's {@code main}, which must end with {@link #ended}.
     *
     * @param kinds the namespaces, as options of {@code unshare}
     * @param setUp a script that is run there first; its first argument is the next parameter, and it executes the
     *     others
     * @param argument of the script
     * @param folder for its files, and the only argument of {@code main}
     */
    static void assertEnds(List<String> kinds, String setUp, Path argument, Class<?> main, Path folder)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command(kinds, setUp, argument, main, folder))
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

    private static List<String> command(List<String> kinds, String setUp, Path argument, Class<?> main, Path folder) {
        List<String> command = new ArrayList<>(List.of("unshare"));
        command.addAll(kinds);
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-U", "-r"));
        }
        command.addAll(List.of("sh", "-c", setUp, "sh", argument.toString()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlibtorrent4j.jni.path=" + System.getProperty("libtorrent4j.jni.path"),
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString()));
        return command;
    }

    /** Says that all was as it should be; the last thing that it prints. */
    static void ended() {
        System.out.println(ENDED);
    }
}
