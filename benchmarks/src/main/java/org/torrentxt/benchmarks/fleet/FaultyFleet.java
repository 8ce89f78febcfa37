package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A fleet in which something fails while it deploys. */
public final class FaultyFleet {
    private static final int SECONDS = 1_800;

    private FaultyFleet() {}

    /**
     * Deploys with one fault after the other, in network namespaces that end with it.
     *
     * @param folder for all files
     * @param megabits that the line of each node carries per second in each direction
     * @return for each fault what it is, seconds until all nodes have what was deployed, and what happened
     * @throws IllegalStateException if a node does not have the right bytes in the end
     */
    public static List<List<String>> deploy(Path folder, int mebibytes, int megabits)
            throws IOException, InterruptedException {
        Path results = folder.resolve("results.txt");
        Namespaces.run(
                FaultsHost.class,
                List.of(results.toString(), folder.toString(), Integer.toString(mebibytes), Integer.toString(megabits)),
                SECONDS);
        return Files.readAllLines(results).stream()
                .map(line -> Arrays.asList(line.split("\t", -1)))
                .toList();
    }
}
