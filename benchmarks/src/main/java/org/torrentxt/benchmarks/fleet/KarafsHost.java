package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.LineProgram;
import org.torrentxt.benchmarks.program.Until;

/** Has Karafs install features out of the swarm, and from a Maven repository at the origin, in namespaces of its own. */
final class KarafsHost {
    /** The address of the origin. */
    static final String ORIGIN = address(0);

    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String NETWORK = "10.79.0.";
    private static final String SWARM = "the swarm";
    private static final String MAVEN = "Maven";

    private final Path karaf;
    private final Path folder;
    private final int nodes;
    private final int mebibytes;
    private final Lines lines;
    private final List<FleetKaraf> running = new ArrayList<>(); // the origin first
    private final List<String> results = new ArrayList<>();

    private KarafsHost(Path karaf, Path folder, int nodes, int megabits, int mebibytes)
            throws IOException, InterruptedException {
        this.karaf = karaf;
        this.folder = folder;
        this.nodes = nodes;
        this.mebibytes = mebibytes;
        this.lines = new Lines(megabits);
    }

    /**
     * Arguments: the file for the results, the folder of the distribution's Karaf, that for everything, the number of
     * nodes besides the origin, the rate of the lines in Mbit/s, MiB of a feature, and the number of rounds. The results
     * have a line for each feature: where it is installed from, in how many seconds, and bytes sent by the origin, with
     * tabs between them.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        KarafsHost host = new KarafsHost(
                Path.of(args[1]),
                Path.of(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]));
        try {
            host.run(Integer.parseInt(args[6]));
            Files.write(Path.of(args[0]), host.results);
        } finally {
            host.running.forEach(FleetKaraf::close);
        }
        System.exit(0);
    }

    private static String address(int node) {
        return NETWORK + (node + 1);
    }

    private void run(int rounds) throws IOException, InterruptedException {
        String members = IntStream.rangeClosed(0, nodes)
                .mapToObj(node -> address(node) + ":" + FleetKaraf.PORT)
                .collect(Collectors.joining(","));
        for (int node = 0; node <= nodes; node++) {
            running.add(FleetKaraf.start(lines, node, address(node), karaf, folder.resolve("node" + node)));
        }
        for (FleetKaraf each : running) {
            each.enter("torrent:sessions", START);
        }
        String key = running.get(0).createIdentity();
        for (FleetKaraf each : running) {
            each.join(members, key, each.equals(running.get(0)) ? "origin" : "far");
        }
        for (FleetKaraf each : running) {
            await(
                    "all nodes of the fleet",
                    () -> each.enter("fleet:nodes --no-format", ANSWER).stream()
                                    .filter(line -> line.contains(NETWORK))
                                    .count()
                            == running.size());
        }
        Path repository = Files.createDirectories(folder.resolve("maven"));
        try (Child server = Lines.startBeside(
                running.get(0).child(), Jvm.command(MavenRepository.class, List.of(ORIGIN, repository.toString())))) {
            server.require(LineProgram.READY, ANSWER);
            for (int round = 1; round <= rounds; round++) {
                fromSwarm("swarm" + round);
                fromMaven("maven" + round, repository);
            }
        }
    }

    private void await(String what, Until.Condition condition) throws IOException, InterruptedException {
        if (!Until.holds(PATIENCE, LOOK, condition)) {
            throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what);
        }
    }

    private interface Installing {
        void run() throws IOException, InterruptedException;
    }

    private void measure(String way, String feature, Installing installing) throws IOException, InterruptedException {
        long before = lines.traffic(0).out();
        long begun = System.nanoTime();
        installing.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        long sent = lines.traffic(0).out() - before;
        for (FleetKaraf each : running.subList(1, running.size())) {
            each.requireActive(feature, LargeFeature.BUNDLES);
        }
        results.add("%s\t%.2f\t%d".formatted(way, seconds, sent));
    }

    private void fromSwarm(String feature) throws IOException, InterruptedException {
        Path content = LargeFeature.write(Files.createDirectories(folder.resolve(feature)), feature, mebibytes);
        measure(
                SWARM,
                feature,
                () -> running.get(0)
                        .enter(
                                "fleet:deploy --name " + feature + " --install " + feature + " --to site=far --key "
                                        + FleetKaraf.IDENTITY + " --wait " + content,
                                PATIENCE));
    }

    private void fromMaven(String feature, Path repository) throws IOException, InterruptedException {
        LargeFeature.publish(repository, feature, mebibytes);
        List<FleetKaraf> others = running.subList(1, running.size());
        measure(MAVEN, feature, () -> {
            for (FleetKaraf each : others) {
                each.begin("feature:repo-add " + MavenRepository.url(ORIGIN) + "/" + feature + ".xml ; feature:install "
                        + feature);
            }
            for (FleetKaraf each : others) {
                each.awaitEnd(PATIENCE);
            }
        });
    }
}
