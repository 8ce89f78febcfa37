package org.torrentxt.web.rpc.judge;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A foreign program. One that is not installed fails the test: it is not skipped. */
final class Program implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final String command;
    private final Process process;
    private final Path output;

    private Program(String command, Process process, Path output) {
        this.command = command;
        this.process = process;
        this.output = output;
    }

    /** Runs it to its end, and gives what it has printed. */
    static String run(String... command) {
        try (Program program = start(Path.of("."), Map.of(), command)) {
            program.await();
            return program.output();
        }
    }

    /** Waits for its end, which has to be a success. */
    void await() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                fail("not in time: " + command + "\n" + output());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (process.exitValue() != 0) {
            fail(command + "\n" + output());
        }
    }

    static Program start(Path folder, Map<String, String> environment, String... command) {
        requireInstalled(command[0]);
        try {
            Path output = Files.createTempFile("judge", ".log");
            ProcessBuilder builder = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("LC_ALL", "C.UTF-8");
            return new Program(String.join(" ", command), builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireInstalled(String name) {
        boolean isInstalled = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!isInstalled) {
            fail(name + " is not installed; .ci/run installs the programs that judge, with apt-get");
        }
    }

    /** The folder with packages from npm, which the profile {@code judges} of Maven fills. */
    static Path npm() {
        Path folder = Path.of("target/npm").toAbsolutePath();
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            fail("no packages in " + folder + "; run mvn verify -Pjudges, which installs them");
        }
        return folder;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Ends it, and the programs that it has started. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(output);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
