package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.torrentxt.benchmarks.fleet.FaultyFleet;

/** Deployments to a fleet while nodes, lines and disks fail: whether every node ends with the right bytes, and when. */
final class FaultsBenchmark implements Benchmark {
    private static final int MEBIBYTES = 24;
    private static final int MEGABITS = 20;
    private static final String METHOD = """
        Files of %d MiB, each deployed at one node to six others, while something fails. Each node is a process in a network namespace,
        with the service of the fleet, Hazelcast, and a session that is saved; its line carries %d Mbit/s in each direction. *Seconds*: from the deployment until
        all six report it as complete, and their files have been compared byte by byte; for the wrong bytes from the start of the node on. In the
        end all files of all nodes are compared again. It fails if a file is missing or different.\
        """;

    @Override
    public String name() {
        return "fleet-faults";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(workspace.resolve("faults"));
        Table details = new Table("fault", "seconds", "");
        for (List<String> each : FaultyFleet.deploy(folder, MEBIBYTES, MEGABITS)) {
            details.row(each.toArray());
            System.out.println("  " + String.join(", ", each));
        }
        Workspace.delete(folder);
        return new Section("A fleet with faults", METHOD.formatted(MEBIBYTES, MEGABITS), List.of(), details);
    }
}
