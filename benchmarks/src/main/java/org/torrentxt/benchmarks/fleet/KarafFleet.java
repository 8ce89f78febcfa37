package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Karafs that install a feature: out of the swarm, and from a Maven repository.
 *
 * @param nodes Karafs that install it; one more is the origin
 * @param megabits that the line of each carries per second in each direction, with all headers
 */
public record KarafFleet(int nodes, int megabits) {
    private static final int SECONDS = 1_800;

    /**
     * What installing a feature everywhere took.
     *
     * @param way how
     * @param seconds until the last node had it
     * @param sent bytes that the line of the origin carried out of it, with all headers
     */
    public record Installation(String way, double seconds, long sent) {}

    /**
     * Installs features in turn, in network namespaces that end with it.
     *
     * @param karaf the folder of the distribution's Karaf
     * @param folder for all files
     * @param mebibytes of the bundles of a feature
     * @param rounds how many features are installed in each way
     */
    public List<Installation> install(Path karaf, Path folder, int mebibytes, int rounds)
            throws IOException, InterruptedException {
        Path results = folder.resolve("results.txt");
        Namespaces.run(
                KarafsHost.class,
                List.of(
                        results.toString(),
                        karaf.toString(),
                        folder.toString(),
                        Integer.toString(nodes),
                        Integer.toString(megabits),
                        Integer.toString(mebibytes),
                        Integer.toString(rounds)),
                SECONDS);
        return Files.readAllLines(results).stream()
                .map(line -> line.split("\t"))
                .map(parts -> new Installation(parts[0], Double.parseDouble(parts[1]), Long.parseLong(parts[2])))
                .toList();
    }
}
