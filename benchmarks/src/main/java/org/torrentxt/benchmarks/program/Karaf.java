package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Karafs with {@code torrentxt-all} and {@code torrentxt-web}, as the distribution starts them: sessions that are saved, a DHT
 * store, policies, the EventAdmin, the web page. They execute commands from their standard input. All have the programs
 * of one folder, and a configuration, data and state of their own.
 */
public final class Karaf implements Program {
    private static final Duration START = Duration.ofMinutes(2);
    private static final String SESSION = """
        name = default
        network = local
        listen.interfaces = 127.0.0.1:0
        """;
    private static final String OPTIONS = "-Dtorrentxt.run.stdin=true -Dtorrentxt.http.port=";

    private final String name;
    private final Path home;
    private final boolean isUsed;

    /**
     * Defines it.
     *
     * @param name for tables
     * @param home the folder of the distribution's Karaf
     * @param isUsed true if another torrent has been added and removed before
     */
    public Karaf(String name, Path home, boolean isUsed) {
        this.name = name;
        this.home = home;
        this.isUsed = isUsed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> version() throws IOException {
        Path boot = home.resolve("lib").resolve("boot");
        if (!Files.isDirectory(boot)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(boot)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("org.apache.karaf.main-"))
                    .map(file -> "Karaf " + file.replaceAll(".*-|\\.jar$", ""))
                    .findFirst();
        }
    }

    @Override
    public Side start(Role role, Job job) throws IOException, InterruptedException {
        Path base = job.scratch();
        Path etc = makeBase(home, base);
        Files.writeString(etc.resolve("org.torrentxt.session-default.cfg"), SESSION);
        Child child = Child.start(
                name + " " + role,
                List.of(home.resolve("bin").resolve("karaf").toString(), "server"),
                environment(base, OPTIONS + Sockets.freePort()));
        try {
            return KarafSide.awaitReady(child, role, job, isUsed, START);
        } catch (RuntimeException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    /**
     * Makes the folder for all that is a Karaf's own, with the configuration of another one.
     *
     * @param home the folder of that one, whose programs it runs
     * @return the folder of its configuration
     */
    public static Path makeBase(Path home, Path base) throws IOException {
        Path etc = Files.createDirectories(base.resolve("etc"));
        Files.createDirectories(base.resolve("data").resolve("log"));
        Files.createDirectories(base.resolve("deploy"));
        try (Stream<Path> files = Files.list(home.resolve("etc"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, etc.resolve(file.getFileName()));
            }
        }
        return etc;
    }

    /**
     * The environment of one with such a folder.
     *
     * @param options of its JVM
     */
    public static Map<String, String> environment(Path base, String options) {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                // so that the process is the JVM instead of a shell that has it as a child
                "KARAF_EXEC", "exec",
                "KARAF_BASE", base.toString(),
                "KARAF_DATA", base.resolve("data").toString(),
                "KARAF_ETC", base.resolve("etc").toString(),
                "KARAF_LOG", base.resolve("data").resolve("log").toString(),
                "KARAF_SYSTEM_OPTS", "-Dkaraf.instances=" + base.resolve("instances"),
                "CHECK_ROOT_INSTANCE_RUNNING", "false",
                "EXTRA_JAVA_OPTS", options);
    }
}
