package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Command;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.LineProgram;

/**
 * What is between the sites, in a network namespace of its own: a switch without limits, to which each site has a line
 * that is limited in both directions. The sites are processes in other ones.
 */
final class SitesHost {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String GO = "go";
    private static final String WAITING = "waiting";
    private static final String LIMIT = "root tbf rate %smbit burst 64kb latency 100ms";

    // a namespace, which goes on once it has been given its line
    private static final String SITE = """
        echo waiting
        read go
        set -e
        ip link set lo up
        for node in $(seq 1 "$2"); do ip address add "10.77.$1.$node/16" dev far; done
        ip link set far up
        tc qdisc add dev far $3
        shift 3
        exec "$@"
        """;

    private record Counted(long into, long out) {}

    private SitesHost() {}

    /**
     * Arguments: the file for the results, the rate of the lines in Mbit/s, the number of sites, of nodes at each, and
     * of seconds until all must be complete, then those of {@link SiteHost} from the folder of the board on. The results
     * have a line for each site, the first of which is that of the origin: bytes into it, out of it, and sent by its
     * sessions, then when each node was complete, in ms from the deployment on.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        String limit = LIMIT.formatted(args[1]);
        int sites = Integer.parseInt(args[2]);
        int nodes = Integer.parseInt(args[3]);
        Duration patience = Duration.ofSeconds(Integer.parseInt(args[4]));
        List<String> common = List.of(args).subList(5, args.length);
        Command.run("ip", "link", "add", "net0", "type", "bridge");
        Command.run("ip", "link", "set", "net0", "up");
        List<Child> started = new ArrayList<>();
        try {
            for (int site = 0; site <= sites; site++) {
                started.add(start(site, site == 0 ? 1 : nodes, sites * nodes + 1, limit, common));
            }
            for (Child each : started) {
                each.require(LineProgram.READY, START);
            }
            Files.writeString(Path.of(args[0]), measure(started, patience));
        } finally {
            started.forEach(Child::close);
        }
        System.exit(0);
    }

    private static Child start(int site, int nodes, int all, String limit, List<String> common)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of(Integer.toString(site), Integer.toString(nodes), Integer.toString(all)));
        arguments.addAll(common);
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", SITE, "sh"));
        command.addAll(List.of(Integer.toString(site), Integer.toString(nodes), limit));
        command.addAll(Jvm.command(SiteHost.class, arguments));
        Child child = Child.start("site " + site, command);
        child.require(WAITING, START);
        String line = line(site);
        Command.run(
                "ip", "link", "add", line, "type", "veth", "peer", "name", "far", "netns", Long.toString(child.pid()));
        Command.run("ip", "link", "set", line, "master", "net0", "up");
        List<String> limited = new ArrayList<>(List.of("tc", "qdisc", "add", "dev", line));
        limited.addAll(List.of(limit.split(" ")));
        Command.run(limited.toArray(String[]::new));
        child.tell(GO);
        return child;
    }

    private static String line(int site) {
        return "line" + site;
    }

    private static String measure(List<Child> sites, Duration patience) throws IOException, InterruptedException {
        Map<String, Counted> before = counted();
        sites.forEach(site -> site.tell(site.equals(sites.get(0)) ? SiteHost.DEPLOY : ""));
        long begun = Long.parseLong(sites.get(0).require(SiteHost.BEGUN, START));
        List<String> times = new ArrayList<>();
        for (Child site : sites) {
            times.add(site.require(LineProgram.DONE, patience));
        }
        Map<String, Counted> after = counted();
        sites.forEach(site -> site.tell(SiteHost.SUM));
        StringBuilder results = new StringBuilder();
        for (int site = 0; site < sites.size(); site++) {
            int number = site;
            ToLongFunction<ToLongFunction<Counted>> grown =
                    count -> count.applyAsLong(after.get(line(number))) - count.applyAsLong(before.get(line(number)));
            results.append(grown.applyAsLong(Counted::into))
                    .append(' ')
                    .append(grown.applyAsLong(Counted::out))
                    .append(' ')
                    .append(sites.get(site).require(SiteHost.SENT, START));
            for (String time : times.get(site).split(" ")) {
                results.append(' ').append((Long.parseLong(time) - begun) / 1_000_000);
            }
            results.append('\n');
        }
        return results.toString();
    }

    // What the switch has sent to and received from each line, with all headers.
    private static Map<String, Counted> counted() throws IOException {
        Map<String, Counted> counted = new HashMap<>();
        for (String each : Files.readAllLines(Path.of("/proc/net/dev"))) {
            String[] parts = each.strip().split(":");
            if (parts.length == 2) {
                long[] numbers = Arrays.stream(parts[1].strip().split(" +"))
                        .mapToLong(Long::parseLong)
                        .toArray();
                counted.put(parts[0], new Counted(numbers[8], numbers[0]));
            }
        }
        return counted;
    }
}
