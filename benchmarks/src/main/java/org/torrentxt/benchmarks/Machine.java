package org.torrentxt.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.torrentxt.impl.engine.binding.NativeLibrary;

/** The machine, on which the results depend. */
final class Machine {
    private static final String UNKNOWN = "unknown";

    private Machine() {}

    static Table describe() {
        return new Table("machine", "")
                .row(
                        "processors",
                        Runtime.getRuntime().availableProcessors() + " × " + find("/proc/cpuinfo", "model name"))
                .row("memory", memory())
                .row(
                        "kernel",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                                + System.getProperty("os.arch"))
                .row("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .row(
                        "engine",
                        "libtorrent " + NativeLibrary.get().version() + ", libtorrent4j "
                                + NativeLibrary.get().bindingVersion())
                .row(
                        "socket buffers",
                        "at most " + bytes("/proc/sys/net/core/rmem_max") + " to receive, "
                                + bytes("/proc/sys/net/core/wmem_max") + " to send")
                .row("load before", Samples.text(loadAverage(), 2));
    }

    /**
     * Runnable threads over the last minute; if this is more than a few tenths before a run, its results are
     * unreliable.
     */
    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String memory() {
        String kibibytes = find("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kibibytes.isEmpty()
                ? UNKNOWN
                : String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(kibibytes) / 1024.0 / 1024.0);
    }

    // not by readString, which begins with a single byte: such a file has no more after its first read
    private static String bytes(String file) {
        try {
            double bytes = Double.parseDouble(Files.readAllLines(Path.of(file)).get(0));
            return Samples.text(bytes / 1024, 0) + " KiB";
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String find(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
