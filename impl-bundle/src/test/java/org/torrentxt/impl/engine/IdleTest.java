package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** A session in which nothing happens hardly wakes the processor. */
class IdleTest {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int SECONDS = 6;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @TempDir
    Path folder;

    @Test
    void theThreadsOfAnIdleSessionWaitForWhatHappensInsteadOfLookingAgainAndAgain() throws Exception {
        LocalSession local = sessions.use(LocalSession.startSaved("i", folder, folder.resolve("state"), Map.of()));
        local.session()
                .add(AddTorrent.infoHash(new InfoHash("11".repeat(20))).paused().build());
        local.session().saveState().toCompletableFuture().get(30, TimeUnit.SECONDS);
        Map<Path, Long> before = waits();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        Wait.until("the time in which nothing happens", () -> System.nanoTime() > end);

        long waits = waits().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
        // looking for alerts every half second, and for disks every second, it would be 18
        assertThat(waits).isLessThan(10);
    }

    // by thread, without the one that looks at the sockets, which nobody reports
    private static Map<Path, Long> waits() {
        Map<Path, Long> waits = new HashMap<>();
        try (Stream<Path> tasks = Files.list(TASKS)) {
            tasks.forEach(task -> {
                List<String> status = status(task);
                if (status.get(0).matches("Name:\\s+torrentxt-i-(?!lis).*")) {
                    waits.put(task, count(status));
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return waits;
    }

    private static long count(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static List<String> status(Path task) {
        try {
            return Files.readAllLines(task.resolve("status"));
        } catch (IOException e) {
            return List.of("Name: gone");
        }
    }
}
