package org.torrentxt.distribution;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Karaf that is a node of a fleet: it runs the programs of another one with its own configuration, data and state, and
 * executes commands from its standard input by {@link CommandRunner}.
 */
final class FleetKaraf {
    private static final String FEATURES = "org.apache.karaf.features.cfg";
    private static final String END = "(end)";
    private static final String PROMPT = "karaf> ";
    private static final long STOP_SECONDS = 20;

    private final Path base;
    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;

    private FleetKaraf(Path base, Process process) {
        this.base = base;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param home the folder of the Karaf whose programs it runs
     * @param base the folder for all of its own; emptied
     */
    static FleetKaraf start(Path home, Path base) throws IOException {
        delete(base);
        Path etc = Files.createDirectories(base.resolve("etc"));
        Files.createDirectories(base.resolve("data").resolve("log"));
        Files.createDirectories(base.resolve("served"));
        try (Stream<Path> files = Files.list(home.resolve("etc"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, etc.resolve(file.getFileName()));
            }
        }
        String features = Files.readString(etc.resolve(FEATURES));
        Files.writeString(etc.resolve(FEATURES), features.replace("torrentxt-web", "torrentxt-fleet"));
        // slow enough to be seen
        Files.writeString(
                etc.resolve("org.torrentxt.session-default.cfg"),
                "name = default\nnetwork = local\nlisten.interfaces = 127.0.0.1:0\ndownload.rate.limit = 8MiB\n");
        return new FleetKaraf(base, process(home, base));
    }

    private static Process process(Path home, Path base) throws IOException {
        var builder = new ProcessBuilder(home.resolve("bin").resolve("karaf").toString(), "server");
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        // so that the process is the JVM, and signals reach it
                        "KARAF_EXEC", "exec",
                        "KARAF_BASE", base.toString(),
                        "KARAF_DATA", base.resolve("data").toString(),
                        "KARAF_ETC", base.resolve("etc").toString(),
                        "KARAF_LOG", base.resolve("data").resolve("log").toString(),
                        "KARAF_SYSTEM_OPTS", "-Dkaraf.instances=" + base.resolve("instances"),
                        "CHECK_ROOT_INSTANCE_RUNNING", "false",
                        "EXTRA_JAVA_OPTS", "-Xmx256m -D" + CommandRunner.ENABLED + "=true"));
        return builder.redirectErrorStream(true).start();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Writes the file of a configuration, which it reads within a second. */
    void configure(String pid, String lines) throws IOException {
        Files.writeString(base.resolve("etc").resolve(pid + ".cfg"), lines);
    }

    /** The lines that a command prints, once it has ended. */
    List<String> enter(String command) throws IOException {
        input.write(command + "\nshell:echo '" + END + "'\n");
        input.flush();
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); !END.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("Karaf has ended, see " + base.resolve("data/log/karaf.log") + ": " + lines);
            }
            if (!line.startsWith(PROMPT) && !line.isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Stops it, so that it can close its session. */
    void stop() {
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
