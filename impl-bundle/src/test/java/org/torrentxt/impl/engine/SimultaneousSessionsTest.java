package org.torrentxt.impl.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.impl.fixture.ForkedJvm;
import org.torrentxt.impl.fixture.LocalSession;

/**
 * Sessions that start and stop at the same moment. What the native library has once for all of them is set up by the
 * first ones, so each attempt is a JVM of its own.
 */
class SimultaneousSessionsTest {
    private static final int ATTEMPTS = 4;
    private static final int SESSIONS = 8;
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    @Test
    @Timeout(240)
    void doNotDisturbEachOther() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path own = folder.resolve(String.valueOf(attempt));
            ForkedJvm.assertSurvives(SimultaneousSessionsTest.class, own, Duration.ofSeconds(60), own.toString());
        }
    }

    /** Starts and stops sessions at the same moment, again and again. */
    public static void main(String[] arguments) throws Exception {
        CyclicBarrier together = new CyclicBarrier(SESSIONS);
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                String name = "session-" + i;
                Path folder = Files.createDirectories(Path.of(arguments[0], name));
                all.add(threads.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        together.await();
                        LocalSession session = LocalSession.start(name, folder);
                        together.await();
                        session.close();
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        ForkedJvm.survived();
    }
}
