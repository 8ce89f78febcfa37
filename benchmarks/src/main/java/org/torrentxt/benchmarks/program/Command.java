package org.torrentxt.benchmarks.program;

import java.io.IOException;

/** A program that ends by itself, such as one that configures the network. */
public final class Command {
    private Command() {}

    /**
     * Runs it to its end. What it prints as errors is printed.
     *
     * @param command the program and its arguments
     * @throws IllegalStateException if it fails
     */
    public static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }
}
