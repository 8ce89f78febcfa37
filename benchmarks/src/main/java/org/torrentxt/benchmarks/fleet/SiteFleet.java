package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.torrentxt.benchmarks.program.Settings;

/**
 * A fleet at several sites, and the origin at one more.
 *
 * @param sites without that of the origin
 * @param nodes at each site
 * @param megabits that the line of each site carries per second in each direction, with all headers
 */
public record SiteFleet(int sites, int nodes, int megabits) {
    private static final int START_SECONDS = 180;

    /**
     * What a site has sent and received.
     *
     * @param into bytes over its line into it, with all headers
     * @param out bytes over its line out of it, with all headers
     * @param sent bytes of content that its sessions have sent, to nodes of its own, too
     * @param seconds when its nodes were complete, from the deployment on
     */
    public record Traffic(long into, long out, long sent, List<Double> seconds) {}

    /**
     * Deploys, in network namespaces that end with it.
     *
     * @param torrent of content that is in the folder
     * @param folder for its files
     * @param patience seconds until all are complete
     * @return the origin, then the sites
     */
    public List<Traffic> deploy(Path torrent, Path content, Path folder, int patience, Map<String, Object> settings)
            throws IOException, InterruptedException {
        Path results = folder.resolve("results.txt");
        Namespaces.run(
                SitesHost.class,
                List.of(
                        results.toString(),
                        Integer.toString(megabits),
                        Integer.toString(sites),
                        Integer.toString(nodes),
                        Integer.toString(patience),
                        Files.createDirectories(folder.resolve("board")).toString(),
                        Files.createDirectories(folder.resolve("nodes")).toString(),
                        torrent.toString(),
                        content.toString(),
                        Settings.text(settings)),
                START_SECONDS + patience);
        return Files.readAllLines(results).stream().map(SiteFleet::traffic).toList();
    }

    private static Traffic traffic(String line) {
        long[] numbers =
                Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Traffic(
                numbers[0],
                numbers[1],
                numbers[2],
                Arrays.stream(numbers)
                        .skip(3)
                        .mapToObj(millis -> millis / 1_000.0)
                        .toList());
    }
}
