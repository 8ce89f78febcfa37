package org.torrentxt.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How often the threads of this process have waited, as the kernel counts it: each time one of them was woken. */
record Wakeups(Map<String, Thread> threads) {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String NAME = "Name:";
    private static final String WAITS = "voluntary_ctxt_switches:";

    private record Thread(String name, long waits) {}

    /** Up to now, of the threads that there are. */
    static Wakeups now() throws IOException {
        Map<String, Thread> threads = new HashMap<>();
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                read(task).ifPresent(thread -> threads.put(task.getFileName().toString(), thread));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Wakeups(threads);
    }

    private static Optional<Thread> read(Path task) {
        try {
            List<String> lines = Files.readAllLines(task.resolve("status"));
            return Optional.of(new Thread(value(lines, NAME), Long.parseLong(value(lines, WAITS))));
        } catch (IOException e) {
            return Optional.empty(); // it has ended
        }
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .orElseThrow()
                .substring(key.length())
                .strip();
    }

    /** How many there were since then, by the name of the thread, which the kernel has in part. */
    Map<String, Long> since(Wakeups before) {
        Map<String, Long> counts = new TreeMap<>();
        threads.forEach((id, thread) -> {
            Thread then = before.threads.get(id);
            counts.merge(thread.name, thread.waits - (then == null ? 0 : then.waits), Long::sum);
        });
        return counts;
    }
}
