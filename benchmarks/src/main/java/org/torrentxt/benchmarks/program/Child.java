package org.torrentxt.benchmarks.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another process, controlled by lines of text. Never outlives this one. */
public final class Child implements AutoCloseable {
    private static final long QUIT_SECONDS = 15;
    private static final String END = "\0end";

    private final String name;
    private final Process process;
    private final PrintWriter commands;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread killer;
    private final boolean bySignal;

    private Child(String name, Process process, boolean bySignal) {
        this.name = name;
        this.process = process;
        this.bySignal = bySignal;
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        Thread reader = new Thread(this::readLines, "lines of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one that ends with its input. What it prints as errors is printed.
     *
     * @param name for messages
     * @param command the program and its arguments
     */
    public static Child start(String name, List<String> command) throws IOException {
        return start(name, command, Map.of(), false);
    }

    /** The same with additional environment variables. */
    static Child start(String name, List<String> command, Map<String, String> environment) throws IOException {
        return start(name, command, environment, false);
    }

    /** As {@link #start(String, List)}, but one that ends by a signal. */
    static Child startEndedBySignal(String name, List<String> command) throws IOException {
        return start(name, command, Map.of(), true);
    }

    private static Child start(String name, List<String> command, Map<String, String> environment, boolean bySignal)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new Child(name, builder.start(), bySignal);
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

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /**
     * Checks that it has not ended.
     *
     * @throws IllegalStateException if it has
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended before it answered");
        }
    }

    /** Sends it a line. */
    public void tell(String command) {
        commands.println(command);
    }

    /**
     * Waits for a line whose first word is this one.
     *
     * @return what follows the word; empty if it does not come in time
     * @throws IllegalStateException if the process ends before
     */
    public Optional<String> await(String word, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                return Optional.empty();
            }
            if (line.equals(END)) {
                throw new IllegalStateException(name + " ended before it printed '" + word + "'");
            }
            if (line.equals(word) || line.startsWith(word + " ") || line.startsWith(word + "\t")) {
                return Optional.of(line.substring(word.length()).strip());
            }
        }
    }

    /**
     * Waits for a line that has to come.
     *
     * @return what follows the word
     * @throws IllegalStateException if it does not come in time, or the process ends before
     */
    public String require(String word, Duration patience) throws InterruptedException {
        return await(word, patience)
                .orElseThrow(() -> new IllegalStateException("no '" + word + "' within " + patience));
    }

    /**
     * Waits for a line that has to come, and returns those before it.
     *
     * @throws IllegalStateException if it does not come in time, or the process ends before
     */
    public List<String> requireLines(String last, Duration patience) throws InterruptedException {
        List<String> before = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new IllegalStateException(name + " did not print '" + last + "', but " + before);
            }
            if (line.equals(last)) {
                return before;
            }
            before.add(line);
        }
    }

    /** Processor time that it has used so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it as a power failure would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        Runtime.getRuntime().removeShutdownHook(killer);
    }

    /** Asks it to end, by ending its input or a signal, and ends it if it does not. */
    @Override
    public void close() {
        if (bySignal) {
            process.destroy();
        }
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
