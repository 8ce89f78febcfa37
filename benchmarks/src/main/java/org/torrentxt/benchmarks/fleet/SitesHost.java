package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.torrentxt.benchmarks.fleet.Lines.Traffic;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.LineProgram;

/** Has the sites deploy, and counts what their lines carry; in a network namespace of its own. */
final class SitesHost {
    private static final Duration START = Duration.ofSeconds(60);

    private SitesHost() {}

    /**
     * Arguments: the file for the results, the rate of the lines in Mbit/s, the number of sites, of nodes at each, and
     * of seconds until all must be complete, then those of {@link SiteHost} from the folder of the board on. The results
     * have a line for each site, the first of which is that of the origin: bytes into it, out of it, and sent by its
     * sessions, then when each node was complete, in ms from the deployment on.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int sites = Integer.parseInt(args[2]);
        int nodes = Integer.parseInt(args[3]);
        Duration patience = Duration.ofSeconds(Integer.parseInt(args[4]));
        List<String> common = List.of(args).subList(5, args.length);
        Lines lines = new Lines(Integer.parseInt(args[1]));
        List<Child> started = new ArrayList<>();
        try {
            for (int site = 0; site <= sites; site++) {
                int number = site;
                int count = site == 0 ? 1 : nodes;
                List<String> addresses = IntStream.rangeClosed(1, count)
                        .mapToObj(node -> SiteHost.address(number, node))
                        .toList();
                started.add(lines.start(site, addresses, command(site, count, sites * nodes + 1, common)));
            }
            for (Child each : started) {
                each.require(LineProgram.READY, START);
            }
            Files.writeString(Path.of(args[0]), measure(started, lines, patience));
        } finally {
            started.forEach(Child::close);
        }
        System.exit(0);
    }

    private static List<String> command(int site, int nodes, int all, List<String> common) {
        List<String> arguments =
                new ArrayList<>(List.of(Integer.toString(site), Integer.toString(nodes), Integer.toString(all)));
        arguments.addAll(common);
        return Jvm.command(SiteHost.class, arguments);
    }

    private static String measure(List<Child> sites, Lines lines, Duration patience)
            throws IOException, InterruptedException {
        List<Traffic> before = traffic(lines, sites.size());
        sites.forEach(site -> site.tell(site.equals(sites.get(0)) ? SiteHost.DEPLOY : ""));
        long begun = Long.parseLong(sites.get(0).require(SiteHost.BEGUN, START));
        List<String> times = new ArrayList<>();
        for (Child site : sites) {
            times.add(site.require(LineProgram.DONE, patience));
        }
        List<Traffic> after = traffic(lines, sites.size());
        sites.forEach(site -> site.tell(SiteHost.SUM));
        StringBuilder results = new StringBuilder();
        for (int site = 0; site < sites.size(); site++) {
            results.append(after.get(site).into() - before.get(site).into())
                    .append(' ')
                    .append(after.get(site).out() - before.get(site).out())
                    .append(' ')
                    .append(sites.get(site).require(SiteHost.SENT, START));
            for (String time : times.get(site).split(" ")) {
                results.append(' ').append((Long.parseLong(time) - begun) / 1_000_000);
            }
            results.append('\n');
        }
        return results.toString();
    }

    private static List<Traffic> traffic(Lines lines, int count) throws IOException {
        List<Traffic> all = new ArrayList<>();
        for (int line = 0; line < count; line++) {
            all.add(lines.traffic(line));
        }
        return all;
    }
}
