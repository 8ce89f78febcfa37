package org.torrentxt.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** A running {@link org.torrentxt.itests.foreign.ForeignPeer}, which ends with its test whatever happens. */
final class ForeignProcess implements AutoCloseable {
    private static final String MAIN_CLASS = "org.torrentxt.itests.foreign.ForeignPeer";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    ForeignProcess(String mode, String source, Path folder) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("itests.classpath"),
                        MAIN_CLASS,
                        mode,
                        source,
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        new Thread(this::read, "foreign-peer-output").start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException e) {
            lines.add(e.toString());
        }
    }

    /** Waits for the next line with that prefix. */
    String awaitLine(String beginning) throws InterruptedException {
        var others = new StringBuilder();
        long deadline = System.nanoTime() + Await.PATIENCE.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            Assertions.assertThat(line)
                    .as("line '%s' of the foreign client, which said:%n%s", beginning, others)
                    .isNotNull();
            if (line.startsWith(beginning)) {
                return line;
            }
            others.append(line).append(System.lineSeparator());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
