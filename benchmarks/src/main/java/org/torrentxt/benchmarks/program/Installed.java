package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine. */
final class Installed {
    private static final long SECONDS = 20;

    private Installed() {}

    /**
     * Runs a program that prints its version.
     *
     * @param command the file of the program, and arguments
     * @return the first line that it prints; empty if it does not exist, fails, or prints nothing
     */
    static Optional<String> output(String... command) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(command[0]))) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst();
        } finally {
            process.destroyForcibly();
        }
    }
}
