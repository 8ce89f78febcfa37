package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.torrentxt.benchmarks.program.Jvm;

/** Programs in namespaces for the network and for mounted file systems, which end with them. */
final class Namespaces {
    private static final int END_SECONDS = 60;

    private Namespaces() {}

    /**
     * Runs a class of these benchmarks to its end.
     *
     * @param seconds until it has to have ended
     * @throws IllegalStateException if it fails, or does not end in time
     */
    static void run(Class<?> main, List<String> arguments, long seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "-m"));
        if (!System.getProperty("user.name").equals("root")) {
            command.add("-r");
        }
        command.addAll(Jvm.command(main, arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(main.getSimpleName() + " failed");
            }
        } finally {
            process.destroy(); // with the processes that it has started
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }
}
