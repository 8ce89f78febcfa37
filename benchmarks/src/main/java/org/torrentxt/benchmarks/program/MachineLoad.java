package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Processor time that the whole machine has used, as the kernel counts it. */
public final class MachineLoad {
    private static final Path FILE = Path.of("/proc/stat");
    private static final long TICK_NANOS = 10_000_000; // USER_HZ is 100
    private static final int USER = 1;
    private static final int NICE = 2;
    private static final int SYSTEM = 3;
    private static final int STEAL = 8;
    private static final long LOOK_MILLIS = 500;
    private static final double QUIET = 0.1;

    private MachineLoad() {}

    /** Time of processes since it runs, of user and system, and time that its host took away. */
    public static Duration busy() throws IOException {
        return busy(new String(Files.readAllBytes(FILE), StandardCharsets.US_ASCII));
    }

    static Duration busy(String stat) {
        String[] words = stat.substring(0, stat.indexOf('\n')).split("\\s+");
        long ticks = 0;
        for (int column : new int[] {USER, NICE, SYSTEM, STEAL}) {
            ticks += Long.parseLong(words[column]);
        }
        return Duration.ofNanos(ticks * TICK_NANOS);
    }

    /**
     * Waits until all processes together use less than a tenth of one processor for half a second.
     *
     * @return false if they do not in time
     */
    public static boolean awaitQuiet(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            Duration before = busy();
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            if (busy().minus(before).toNanos() < QUIET * TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
                return true;
            }
        } while (System.nanoTime() - deadline < 0);
        return false;
    }
}
