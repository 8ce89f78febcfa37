package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for what could kill it: a death fails the test, with the last lines that were printed. */
final class ForkedJvm {
    private static final String SURVIVED = "survived";
    private static final int LAST_LINES = 40;

    private ForkedJvm() {}

    /**
     * Runs a class's {@code main}, which must end with {@link #survived}.
     *
     * @param folder for its output and crash report
     */
    static void assertSurvives(Class<?> main, Path folder, Duration limit, String... arguments)
            throws IOException, InterruptedException {
        assertSurvives(main, folder, limit, Map.of(), arguments);
    }

    /**
     * The same with other environment variables.
     *
     * @param environment by name; empty for one that is to be unset
     */
    static void assertSurvives(
            Class<?> main, Path folder, Duration limit, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createDirectories(folder).resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ErrorFile=" + folder.resolve("hs_err"),
                "-Dlibtorrent4j.jni.path=" + System.getProperty("libtorrent4j.jni.path"),
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            List<String> lines = Files.readAllLines(output);
            assertThat(lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                    .as(ended ? "ended in time" : "not ended in time")
                    .endsWith(SURVIVED);
            assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Says that nothing killed this JVM; the last thing that it prints. */
    static void survived() {
        System.out.println(SURVIVED);
    }
}
