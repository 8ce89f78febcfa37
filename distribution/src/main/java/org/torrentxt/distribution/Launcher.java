package org.torrentxt.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Starts the distribution's Karaf from Maven and waits for its end.
 *
 * <p>With a terminal as standard input and output, that is Karaf's interactive console. Otherwise {@link CommandRunner}
 * executes the commands in the system property {@value #COMMANDS} (separated by {@code ;} or line ends), or those from
 * standard input, one per line, and stops Karaf; {@link #main} then fails if one of them failed. Progress is printed to
 * standard error.
 */
public final class Launcher {
    /** The commands to execute instead of opening a console. */
    static final String COMMANDS = "torrentxt.run";

    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;

    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 15;

    private final Path karaf;
    private final Optional<String> commands;
    private final WebAccess web;

    private Launcher(Path karaf, Optional<String> commands) throws IOException {
        this.karaf = karaf;
        this.commands = commands;
        this.web = WebAccess.of(karaf);
    }

    /**
     * Runs Karaf to its end.
     *
     * @param args the folder of Karaf
     * @throws IOException if Karaf cannot be started
     * @throws InterruptedException if the wait is interrupted; Karaf is stopped then
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var commands = Optional.ofNullable(System.getProperty(COMMANDS)).filter(text -> !text.isBlank());
        var launcher = new Launcher(Path.of(args[0]), commands);
        boolean canType = commands.isEmpty() && isTerminal(STANDARD_INPUT);
        System.err.println("Starting Karaf with the features torrentxt-all and torrentxt-web ...");
        if (canType && isTerminal(STANDARD_OUTPUT)) {
            launcher.openConsole();
        } else {
            if (canType) {
                System.err.println("Standard output is not a terminal, so there is no console: enter commands, one per"
                        + " line, and end with Ctrl-D; without commands, torrent:selftest is executed");
            }
            launcher.runCommands();
        }
    }

    private void openConsole() throws IOException, InterruptedException {
        web.announce();
        // The console handles Ctrl-C itself, but the terminal sends it to Maven, too, which must not end.
        Signals.register("INT", () -> {});
        // Not Karaf's option for a console, which opens before the commands are installed.
        ProcessBuilder builder = karaf("server");
        builder.environment().put("EXTRA_JAVA_OPTS", web.option() + " -D" + CommandRunner.CONSOLE + "=true");
        Process process = builder.start();
        int exit = await(process, process::waitFor);
        if (exit != 0) {
            throw new IllegalStateException("Karaf ended with exit status " + exit);
        }
    }

    private void runCommands() throws IOException, InterruptedException {
        Path status = karaf.resolve("data").resolve(CommandRunner.STATUS_FILE);
        Files.deleteIfExists(status);

        ProcessBuilder builder = karaf("server");
        builder.environment().put("EXTRA_JAVA_OPTS", web.option() + " -D" + CommandRunner.ENABLED + "=true");
        if (commands.isPresent()) {
            Path input = karaf.resolve("data").resolve("torrentxt.commands");
            Files.writeString(input, commands.get().replace(';', '\n'), StandardCharsets.UTF_8);
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        await(process, () -> {
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) && !Files.exists(status)) {
                stop(process);
            }
            return process.waitFor();
        });

        String failures = Files.exists(status) ? Files.readString(status) : CommandRunner.UNFINISHED;
        if (failures.equals(CommandRunner.UNFINISHED)) {
            throw new IllegalStateException(
                    "Karaf did not execute all commands, see " + karaf.resolve("data/log/karaf.log"));
        }
        if (!failures.equals("0")) {
            throw new IllegalStateException("Failed commands: " + failures);
        }
    }

    private ProcessBuilder karaf(String... arguments) {
        String script = karaf.resolve("bin")
                .resolve(isWindows() ? "karaf.bat" : "karaf")
                .toString();
        var builder = new ProcessBuilder(script).inheritIO();
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Makes the start script replace itself with the JVM, so that signals and the exit status are those of the JVM.
        builder.environment().put("KARAF_EXEC", "exec");
        return builder;
    }

    /** Waits for the process, which is stopped if Maven ends first. */
    private static int await(Process process, Waiting waiting) throws InterruptedException {
        var stop = new Thread(() -> stop(process), "stop-karaf");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return waiting.exitStatus();
        } catch (InterruptedException e) {
            stop(process);
            throw e;
        } finally {
            removeHook(stop);
        }
    }

    @FunctionalInterface
    private interface Waiting {
        int exitStatus() throws InterruptedException;
    }

    private static void removeHook(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // Maven is ending, and the hook is what ended Karaf.
        }
    }

    /** First a normal termination, so that Karaf can close its sessions. */
    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /**
     * Whether that file descriptor of this process is a terminal. {@link System#console()} does not tell them apart. A
     * console without a terminal to write to would print its prompt again and again.
     */
    private static boolean isTerminal(int descriptor) throws IOException, InterruptedException {
        if (isWindows()) {
            return System.console() != null;
        }
        return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
