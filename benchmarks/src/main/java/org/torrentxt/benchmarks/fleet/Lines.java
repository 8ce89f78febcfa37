package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Command;
import org.torrentxt.benchmarks.program.Until;

/**
 * A switch without limits in the network namespace of this process, to which processes in others have a line each that is
 * limited in both directions.
 */
final class Lines {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String GO = "go";
    private static final String WAITING = "waiting";
    // room for several of the largest segments, which the kernel would have to cut otherwise
    private static final String LIMIT = "root tbf rate %dmbit burst 256kb latency 100ms";

    // A namespace, which goes on once it has been given its line. Its TCP is Reno, which every kernel has there: BBR
    // would take a line that has no delay but its queues for one on which nothing needs to be under way.
    private static final String FAR_END = """
        echo waiting
        read go
        set -e
        ip link set lo up
        echo reno > /proc/sys/net/ipv4/tcp_congestion_control
        for address in $1; do ip address add "$address/16" dev far; done
        ip link set far up
        tc qdisc add dev far $2
        shift 2
        exec "$@"
        """;

    // columns of /proc/net/dev, which the switch has sent to a line, and received from it
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    /**
     * Bytes that a line has carried, with all headers.
     *
     * @param into to its far end
     * @param out from there
     */
    record Traffic(long into, long out) {}

    private final String limit;

    /** Makes the switch. */
    Lines(int megabits) throws IOException, InterruptedException {
        limit = LIMIT.formatted(megabits);
        Command.run("ip", "link", "add", "net0", "type", "bridge");
        Command.run("ip", "link", "set", "net0", "up");
    }

    /** The name of the near end of a line. */
    static String name(int line) {
        return "line" + line;
    }

    /**
     * Starts a process in a network namespace that ends with it, at the end of a new line.
     *
     * @param addresses of a network of 16 bits
     */
    Child start(int line, List<String> addresses, List<String> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("unshare", "-n", "sh", "-c", FAR_END, "sh", String.join(" ", addresses), limit));
        command.addAll(program);
        Child child = Child.start(name(line), command);
        child.require(WAITING, START);
        if (!Until.holds(START, () -> !isThere(line))) { // the end of a namespace takes a moment
            throw new IllegalStateException(name(line) + " does not end with its process");
        }
        String far = Long.toString(child.pid());
        Command.run("ip", "link", "add", name(line), "type", "veth", "peer", "name", "far", "netns", far);
        Command.run("ip", "link", "set", name(line), "master", "net0", "up");
        List<String> limited = new ArrayList<>(List.of("tc", "qdisc", "add", "dev", name(line)));
        limited.addAll(List.of(limit.split(" ")));
        Command.run(limited.toArray(String[]::new));
        child.tell(GO);
        return child;
    }

    /** Starts a process in the network namespace of another one. */
    static Child startBeside(Child other, List<String> program) throws IOException {
        List<String> command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(other.pid()), "-n"));
        command.addAll(program);
        return Child.start("beside", command);
    }

    /** What a line has carried so far. */
    Traffic traffic(int line) throws IOException {
        for (String each : Files.readAllLines(Path.of("/proc/net/dev"))) {
            String[] parts = each.strip().split(":");
            if (parts[0].equals(name(line))) {
                long[] numbers = Arrays.stream(parts[1].strip().split(" +"))
                        .mapToLong(Long::parseLong)
                        .toArray();
                return new Traffic(numbers[SENT], numbers[RECEIVED]);
            }
        }
        throw new IllegalStateException("no " + name(line));
    }

    private static boolean isThere(int line) throws IOException {
        return Files.readAllLines(Path.of("/proc/net/dev")).stream()
                .anyMatch(each -> each.strip().startsWith(name(line) + ":"));
    }

    /** Has a line carry nothing, or all again. */
    void set(int line, boolean isUp) throws IOException, InterruptedException {
        Command.run("ip", "link", "set", name(line), isUp ? "up" : "down");
    }
}
