package org.torrentxt.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another JVM with the same class path, controlled by lines of text. Never outlives this one. */
final class ChildJvm implements AutoCloseable {
    private static final long QUIT_SECONDS = 15;
    private static final String END = "\0end";

    private final String name;
    private final Process process;
    private final PrintWriter commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread killer;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        Thread reader = new Thread(this::readLines, "lines of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param name for messages
     * @param main the class to run
     * @param arguments its arguments
     */
    static ChildJvm start(String name, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String property : List.of("libtorrent4j.jni.path", "org.slf4j.simpleLogger.defaultLogLevel")) {
            Optional.ofNullable(System.getProperty(property))
                    .ifPresent(value -> command.add("-D" + property + "=" + value));
        }
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ChildJvm(name, process);
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // its end is reported below
        } finally {
            lines.add(END);
        }
    }

    void tell(String command) {
        commands.println(command);
    }

    /**
     * Waits for a line that begins with that word.
     *
     * @return what follows the word; empty if it does not come in time
     * @throws IllegalStateException if the process ends before
     */
    Optional<String> await(String word, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                return Optional.empty();
            }
            if (line.equals(END)) {
                throw new IllegalStateException(name + " ended before it printed '" + word + "'");
            }
            if (line.startsWith(word + " ")) {
                return Optional.of(line.substring(word.length() + 1));
            }
        }
    }

    /** Processor time that it has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Asks it to end by ending its input, and ends it if it does not. */
    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(QUIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(killer);
    }
}
