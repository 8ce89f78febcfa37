package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.benchmarks.fleet.KarafFleet;
import org.torrentxt.benchmarks.fleet.KarafFleet.Installation;

/** A feature that is installed in eight Karafs: out of the swarm, and from a Maven repository. */
final class FleetKarafsBenchmark implements Benchmark {
    private static final int NODES = 8;
    private static final int MEGABITS = 100;
    private static final int MEBIBYTES = 100;
    private static final String METHOD = """
        A feature with five bundles, of %d MiB in all, is installed in %d Karafs: by `fleet:deploy --install --wait` at one more, and by
        `feature:repo-add` and `feature:install` in all at the same time from a Maven repository, an HTTP server beside that one. Each Karaf
        runs `torrentxt-all` and `torrentxt-fleet` in a network namespace; its line carries %d Mbit/s in each direction. *Seconds*: from the
        command until all bundles run everywhere. *Copies*: bytes that the line of the origin carried out of it, with all headers, in multiples of
        the bundles. Nothing of a feature is anywhere but at the origin before.\
        """;

    @Override
    public String name() {
        return "fleet-karafs";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(workspace.resolve("karafs"));
        Map<String, Samples> seconds = new LinkedHashMap<>();
        Map<String, Samples> copies = new LinkedHashMap<>();
        for (Installation each : new KarafFleet(NODES, MEGABITS)
                .install(
                        workspace.options().karaf(),
                        folder,
                        MEBIBYTES,
                        workspace.options().rounds())) {
            System.out.println("  " + each);
            seconds.computeIfAbsent(each.way(), way -> new Samples()).add(each.seconds());
            copies.computeIfAbsent(each.way(), way -> new Samples())
                    .add(each.sent() / (double) ((long) MEBIBYTES << 20));
        }
        Workspace.delete(folder);
        Table details = new Table("installed from", "seconds", "copies sent by the origin");
        seconds.forEach((way, samples) ->
                details.row(way, samples.summary(1), copies.get(way).summary(2)));
        return new Section(
                "A feature in %d Karafs".formatted(NODES),
                METHOD.formatted(MEBIBYTES, NODES, MEGABITS),
                headlines(
                        List.copyOf(seconds.values()),
                        copies.values().iterator().next()),
                details);
    }

    private static List<Headline> headlines(List<Samples> seconds, Samples copies) {
        Samples swarm = seconds.get(0);
        Samples maven = seconds.get(1);
        return List.of(
                new Headline(
                        "a feature of 100 MiB in 8 Karafs, seconds; reference: Maven",
                        swarm.summary(1),
                        maven.summary(1),
                        maven.dividedBy(swarm).summary(2),
                        "3"),
                new Headline("copies sent by the origin", copies.summary(2), "", "", "2"));
    }
}
