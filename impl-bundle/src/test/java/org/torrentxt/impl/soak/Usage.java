package org.torrentxt.impl.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What this process uses at a moment.
 *
 * @param heap bytes of live objects
 * @param resident bytes of memory, of which the engine's are not in the heap
 * @param threads of the operating system
 * @param files open ones, with sockets
 */
record Usage(long heap, long resident, long threads, long files) {
    private static final int COLLECTIONS = 3;

    /** The usage now, after a collection of what nobody needs. */
    static Usage now() throws IOException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            System.runFinalization();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Usage(heap, status("VmRSS:") * 1024, threadsNow(), count(Path.of("/proc/self/fd")));
    }

    /** The number of threads now. */
    static long threadsNow() throws IOException {
        return status("Threads:");
    }

    private static long status(String key) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** The middle of some, each value by itself. */
    static Usage median(List<Usage> some) {
        return new Usage(
                median(some, Usage::heap),
                median(some, Usage::resident),
                median(some, Usage::threads),
                median(some, Usage::files));
    }

    private static long median(List<Usage> some, ToLongFunction<Usage> value) {
        return some.stream()
                .map(value::applyAsLong)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(some.size() / 2);
    }

    @Override
    public String toString() {
        return String.format(
                "heap %.1f MiB, resident %.1f MiB, %d threads, %d open files",
                heap / 1048576.0, resident / 1048576.0, threads, files);
    }
}
