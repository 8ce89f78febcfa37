package org.torrentxt.impl.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.torrentxt.impl.fixture.ForkedJvm;

/** What runs in the other JVM: rounds of random actions, after each of which nothing of them may remain. */
final class SoakRun {
    private static final long MIB = 1024 * 1024;
    private static final int ACTIONS = 60;
    private static final int LEAST_ROUNDS = 3;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Threads without work end after some seconds; on a busy machine later. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** By how much the usage may grow from the first rounds to the last ones. */
    private static final Usage GROWTH = new Usage(4 * MIB, 48 * MIB, 24, 16);

    private SoakRun() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        Path folder = Path.of(arguments[0]);
        Duration duration = Duration.ofSeconds(Long.parseLong(arguments[1]));
        long seed = Long.parseLong(arguments[2]);
        System.out.println("seed " + seed);
        List<Usage> all = run(folder, duration, new Random(seed));
        // what the first rounds load and allocate remains
        List<Usage> usages = all.subList(1 + all.size() / 10, all.size());
        int part = Math.max(1, usages.size() / 4);
        Usage first = Usage.median(usages.subList(0, part));
        Usage last = Usage.median(usages.subList(usages.size() - part, usages.size()));
        System.out.println("first rounds: " + first);
        System.out.println("last rounds:  " + last);
        assertThat(last.heap() - first.heap()).as("heap").isLessThan(GROWTH.heap());
        assertThat(last.resident() - first.resident()).as("resident memory").isLessThan(GROWTH.resident());
        assertThat(last.threads() - first.threads()).as("threads").isLessThan(GROWTH.threads());
        assertThat(last.files() - first.files()).as("open files").isLessThan(GROWTH.files());
        ForkedJvm.survived();
    }

    private static List<Usage> run(Path folder, Duration duration, Random random) throws IOException {
        List<Usage> usages = new ArrayList<>();
        long end = System.nanoTime() + duration.toNanos();
        try (SoakActions actions = new SoakActions(folder, random)) {
            for (int round = 1; System.nanoTime() < end || usages.size() < LEAST_ROUNDS; round++) {
                for (int i = 0; i < ACTIONS; i++) {
                    actions.next();
                }
                actions.clear();
                awaitThreads(usages);
                usages.add(Usage.now());
                System.out.println("round " + round + ": " + usages.get(round - 1) + "; " + actions);
            }
        }
        return usages;
    }

    // Those that have leaked are there at the end of this time, too.
    private static void awaitThreads(List<Usage> before) throws IOException {
        long fewest = before.stream().mapToLong(Usage::threads).min().orElse(Long.MAX_VALUE);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Usage.threadsNow() - fewest > GROWTH.threads() / 2 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
