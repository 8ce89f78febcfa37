package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processor time of this process and of the processes that it has started, once they have ended. */
public final class ProcessTime {
    private static final Path FILE = Path.of("/proc/self/stat");
    private static final long TICK_NANOS = 10_000_000; // USER_HZ is 100
    private static final int USER = 11; // after the name of the program, which may contain anything
    private static final int CHILDREN_SYSTEM = 14;

    private ProcessTime() {}

    /** What was used until now, of user and system. */
    public static Duration used() throws IOException {
        return used(new String(Files.readAllBytes(FILE), StandardCharsets.UTF_8));
    }

    static Duration used(String stat) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int column = USER; column <= CHILDREN_SYSTEM; column++) {
            ticks += Long.parseLong(words[column]);
        }
        return Duration.ofNanos(ticks * TICK_NANOS);
    }
}
