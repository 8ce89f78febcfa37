package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.benchmarks.fleet.SiteFleet;
import org.torrentxt.benchmarks.fleet.SiteFleet.Traffic;

/** A deployment to fleets of several sizes, whose sites have thin lines: how often these carry it, and how long it takes. */
final class FleetBenchmark implements Benchmark {
    private static final int SITES = 5;
    private static final List<Integer> NODES = List.of(10, 20, 40);
    private static final int MEGABITS = 10;
    private static final int PATIENCE = 5; // times what one copy takes
    private static final int STARTING = 60; // seconds more
    private static final String METHOD = """
        One file of %s MiB, deployed at a node that is alone at its site, to nodes at %d other sites. Each site is a JVM in a
        network namespace, each node a session in it with the defaults of `network=lan`, but
        `enable_outgoing_utp=false`. Between the sites is a switch; the line of
        each site carries %d Mbit/s in each direction (`tbf`), and has no delay but that of its queue. Within a site there
        is no limit but the machine. Nodes are what the service of the fleet has, `Reconciler`, with a board of files instead
        of Hazelcast, so that the lines carry nothing but torrents.

        *Copies*: bytes that the line carried, with all headers and acknowledgements, in multiples of the file; those out of the site of the origin, and
        the most of all other sites. *Sent*: content that the session of the origin has sent. *Seconds*: from the statement until a node has all, verified. *One copy*: what
        the file takes on one line without any headers.\
        """;

    private final Table details = new Table(
            "nodes",
            "origin: sent",
            "origin: copies out",
            "sites: copies in",
            "sites: copies out",
            "p50, s",
            "p99, s",
            "one copy, s");
    private final List<Headline> headlines = new ArrayList<>();

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        int mebibytes = workspace.options().fleetMebibytes();
        Path content = workspace.sample(mebibytes);
        Path torrent = TransferBenchmark.torrentOf(content, workspace);
        double oneCopy = Files.size(content) * 8 / (MEGABITS * 1e6);
        double former = 0;
        for (int nodes : NODES) {
            Path folder = Files.createDirectories(workspace.resolve("fleet" + nodes));
            List<Traffic> traffic = new SiteFleet(SITES, nodes / SITES, MEGABITS)
                    .deploy(
                            torrent,
                            content.getParent(),
                            folder,
                            (int) (PATIENCE * oneCopy) + STARTING,
                            workspace.options().settings());
            Workspace.delete(folder);
            former = record(nodes, traffic, Files.size(content), oneCopy, former);
        }
        return new Section("Fleet", METHOD.formatted(mebibytes, SITES, MEGABITS), headlines, details);
    }

    // Returns the 99th percentile.
    private double record(int nodes, List<Traffic> traffic, long size, double oneCopy, double former) {
        Traffic origin = traffic.get(0);
        List<Traffic> sites = traffic.subList(1, traffic.size());
        Samples seconds = new Samples();
        sites.forEach(site -> site.seconds().forEach(seconds::add));
        double sent = (double) origin.sent() / size;
        double into = most(sites, Traffic::into) / size;
        double median = seconds.percentile(50);
        double last = seconds.percentile(99);
        details.row(
                nodes,
                Samples.text(sent, 2),
                Samples.text((double) origin.out() / size, 2),
                Samples.text(into, 2),
                Samples.text(most(sites, Traffic::out) / size, 2),
                Samples.text(median, 1),
                Samples.text(last, 1),
                Samples.text(oneCopy, 1));
        headlines.add(headline(nodes + " nodes: copies sent by the origin", sent, "1.5"));
        headlines.add(headline(nodes + " nodes: copies into a site, at most", into, "1.2"));
        if (former > 0) {
            headlines.add(headline(nodes + " nodes: p99 in multiples of that of half as many", last / former, "1.3"));
        }
        System.out.println("  " + nodes + " nodes: " + traffic);
        return last;
    }

    private static double most(List<Traffic> sites, ToLongFunction<Traffic> which) {
        return sites.stream().mapToLong(which).max().orElseThrow();
    }

    private static Headline headline(String what, double value, String aim) {
        return new Headline(what, Samples.text(value, 2), "", "", aim);
    }
}
