package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final String LIMIT = "root tbf rate %dmbit burst 64kb latency 100ms";

    // a namespace, which goes on once it has been given its line
    private static final String FAR_END = """
        echo waiting
        read go
        set -e
        ip link set lo up
        for address in $1; do ip address add "$address/16" dev far; done
        ip link set far up
        tc qdisc add dev far $2
        shift 2
        exec "$@"
        """;

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

    private static boolean isThere(int line) throws IOException {
        return Files.readAllLines(Path.of("/proc/net/dev")).stream()
                .anyMatch(each -> each.strip().startsWith(name(line) + ":"));
    }

    /** Has a line carry nothing, or all again. */
    void set(int line, boolean isUp) throws IOException, InterruptedException {
        Command.run("ip", "link", "set", name(line), isUp ? "up" : "down");
    }
}
