package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Karaf;

/**
 * A Karaf with {@code torrentxt-all} and {@code torrentxt-fleet} at the end of a line. It has its programs in common with
 * the others; its configuration, data, state and Maven repository are its own. It executes commands from its standard
 * input.
 */
final class FleetKaraf implements AutoCloseable {
    static final int PORT = 5801;
    static final String IDENTITY = "benchmark";

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final String OPTIONS = "-Xmx256m -XX:+UseSerialGC -Dtorrentxt.run.stdin=true";

    // for those that only fetch and install; the origin hashes, which the other compiler has instructions for
    private static final String QUICK_START = " -XX:TieredStopAtLevel=1";
    private static final String END = "benchmark:";
    private static final String FEATURES = "org.apache.karaf.features.cfg";
    private static final String MAVEN = "org.ops4j.pax.url.mvn";
    private static final String SESSION = """
        name = default
        network = lan
        listen.interfaces = %s:6881
        setting.enable_outgoing_utp = false
        """;
    private static final String FLEET = """
        name = node-%1$s
        bind.address = %1$s
        port = %2$d
        members = %3$s
        labels = site=%4$s
        trust = %5$s:%6$s
        install.keys = %5$s
        """;

    private final String address;
    private final Path base;
    private final Child child;

    private FleetKaraf(String address, Path base, Child child) {
        this.address = address;
        this.base = base;
        this.child = child;
    }

    /** Starts one. */
    static FleetKaraf start(Lines lines, int line, String address, Path home, Path base)
            throws IOException, InterruptedException {
        Path etc = Karaf.makeBase(home, base);
        String features = Files.readString(etc.resolve(FEATURES));
        Files.writeString(etc.resolve(FEATURES), features.replace("torrentxt-web", "torrentxt-fleet"));
        Files.writeString(etc.resolve("org.torrentxt.session-default.cfg"), SESSION.formatted(address));
        useRepositories(
                etc.resolve(MAVEN + ".cfg"), base.resolve("repository"), MavenRepository.url(KarafsHost.ORIGIN));
        String options = line == 0 ? OPTIONS : OPTIONS + QUICK_START;
        return new FleetKaraf(address, base, lines.start(line, List.of(address), command(home, base, options)));
    }

    // Its own local one, so that nothing is there before it is downloaded.
    private static void useRepositories(Path file, Path local, String remote) throws IOException {
        String others = Pattern.compile(
                        "(?m)^\\s*" + Pattern.quote(MAVEN) + "\\.(repositories|localRepository)\\s*=(.*\\\\\n)*.*$")
                .matcher(Files.readString(file))
                .replaceAll("");
        Files.writeString(
                file,
                others + "\n" + MAVEN + ".localRepository = " + local + "\n" + MAVEN + ".repositories = " + remote
                        + "@id=origin\n");
    }

    private static List<String> command(Path home, Path base, String options) {
        List<String> command = new ArrayList<>(List.of("env"));
        Karaf.environment(base, options).forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of(home.resolve("bin").resolve("karaf").toString(), "server"));
        return command;
    }

    /** Its process. */
    Child child() {
        return child;
    }

    /** Creates a key to sign with, and returns what the others know it by. */
    String createIdentity() throws InterruptedException {
        enter("dht:keygen " + IDENTITY, ANSWER);
        child.tell("dht:keys --no-format");
        String[] columns = child.require(IDENTITY, ANSWER).split("\t");
        return columns[columns.length - 1];
    }

    /** Becomes a node of the fleet. */
    void join(String members, String key, String site) throws IOException {
        Path served = Files.createDirectories(base.resolve("served"));
        Files.writeString(
                base.resolve("etc").resolve("org.torrentxt.fleet.cfg"),
                FLEET.formatted(address, PORT, members, site, key, served));
    }

    /** Has it execute commands; see {@link #awaitEnd}. */
    void begin(String command) {
        child.tell(command);
        child.tell("shell:echo " + END);
    }

    /** Waits until it has executed what was begun, and returns what it has printed. */
    List<String> awaitEnd(Duration patience) throws InterruptedException {
        return child.requireLines(END, patience);
    }

    /** Executes a command, and returns what it prints. */
    List<String> enter(String command, Duration patience) throws InterruptedException {
        begin(command);
        return awaitEnd(patience);
    }

    /**
     * Checks that the bundles of a feature run.
     *
     * @throws IllegalStateException if one does not
     */
    void requireActive(String feature, int bundles) throws InterruptedException {
        List<String> active = new ArrayList<>(enter("bundle:list -s -t 0 --no-format", ANSWER));
        active.removeIf(line -> !line.contains("Active") || !line.contains(feature + "."));
        if (active.size() != bundles) {
            throw new IllegalStateException(address + " has only these bundles of " + feature + ": " + active);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
