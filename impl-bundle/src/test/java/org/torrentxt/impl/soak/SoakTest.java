package org.torrentxt.impl.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.impl.fixture.ForkedJvm;

/**
 * Sessions that are used for long need no more memory, threads or files: tried in a JVM of its own, with random
 * actions. {@code -Pnightly} has the long form; {@code -Dsoak.seed=N} repeats a run.
 */
class SoakTest {
    private static final int SECONDS = Integer.getInteger("soak.seconds", 6);
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    /** The heap has its size from the start, so that only what the engine uses can grow. */
    private static final String OPTIONS = "-Xms192m -Xmx192m -XX:+AlwaysPreTouch -XX:+UseSerialGC";

    private static final int FIGURES = 4;

    @TempDir
    Path folder;

    @Test
    void useForLongNeedsNoMoreMemoryThreadsOrFiles() throws IOException, InterruptedException {
        ForkedJvm.assertSurvives(
                SoakRun.class,
                folder,
                Duration.ofSeconds(SECONDS + 180),
                Map.of("JAVA_TOOL_OPTIONS", OPTIONS),
                folder.toString(),
                String.valueOf(SECONDS),
                String.valueOf(SEED));
        List<String> lines = Files.readAllLines(folder.resolve("output"));
        lines.subList(Math.max(0, lines.size() - FIGURES), lines.size()).forEach(System.out::println);
    }
}
