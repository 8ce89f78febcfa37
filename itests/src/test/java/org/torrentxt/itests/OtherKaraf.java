package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;
import org.torrentxt.itests.console.StandardInput;

/**
 * A Karaf with our features as a process of its own, which can be stopped, killed and started again, and ends with its
 * test whatever happens. It has its programs in common with the Karaf of the test; its configuration, data and state are
 * its own. It executes commands from its standard input, and listens only where its sessions do.
 */
final class OtherKaraf implements AutoCloseable {
    // without remote shell and JMX, which would listen, too
    private static final String FEATURES = """
        featuresRepositories = \\
            mvn:org.apache.karaf.features/framework/%1$s/xml/features, \\
            mvn:org.apache.karaf.features/standard/%1$s/xml/features, \\
            %2$s, \\
            file:${karaf.etc}/standard-input.xml
        featuresBoot = bundle, config, feature, log, service, shell, system, torrentxt-all, standard-input
        featuresBootAsynchronous = false
        """;
    private static final String INPUT_FEATURE = """
        <?xml version="1.0" encoding="UTF-8"?>
        <features name="standard-input" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
          <feature name="standard-input" version="1.0.0">
            <feature>shell</feature>
            <bundle>%s</bundle>
          </feature>
        </features>
        """;

    private static final String ENDED = "(it has ended)";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path home = Path.of(System.getProperty("karaf.home"));
    private final Path base;
    private Process process;
    private BufferedWriter input;
    private BlockingQueue<String> output;

    /**
     * A Karaf that has not been started. Its session {@code default} listens at a free port.
     *
     * @param base the folder for its configuration, data and state, without a space in its path; created
     */
    OtherKaraf(Path base) throws IOException {
        this.base = base;
        Path etc = Files.createDirectories(base.resolve("etc"));
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("karaf.etc")))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("org.torrentxt."))
                    .toList()) {
                Files.copy(file, etc.resolve(file.getFileName()));
            }
        }
        Files.createDirectories(base.resolve(Path.of("data", "log")));
        Files.createDirectories(base.resolve("deploy"));
        Files.writeString(
                etc.resolve("org.apache.karaf.features.cfg"),
                FEATURES.formatted(System.getProperty("itests.karaf.version"), System.getProperty("itests.features")));
        Path input = base.resolve("standard-input.jar");
        Files.write(input, bundleOf(StandardInput.class));
        Files.writeString(etc.resolve("standard-input.xml"), INPUT_FEATURE.formatted(input.toUri()));
        configure("default", Map.of());
    }

    private static byte[] bundleOf(Class<?> activator) throws IOException {
        String file = activator.getName().replace('.', '/') + ".class";
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, "standard-input");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_ACTIVATOR, activator.getName());
        manifest.getMainAttributes().putValue(Constants.DYNAMICIMPORT_PACKAGE, "*");
        var bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream code = activator.getClassLoader().getResourceAsStream(file)) {
            jar.putNextEntry(new ZipEntry(file));
            code.transferTo(jar);
        }
        return bytes.toByteArray();
    }

    /** The folder with the state of a session that does not configure another one. */
    Path state(String session) {
        return base.resolve(Path.of("torrentxt", "sessions", session));
    }

    /**
     * Writes the file that configures a session at a free port of 127.0.0.1, also while Karaf runs.
     *
     * @param keys more keys, or others
     */
    void configure(String session, Map<String, String> keys) throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of(
                "name", session,
                "network", "local",
                "listen.interfaces", "127.0.0.1:0"));
        all.putAll(keys);
        String lines = all.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(base.resolve(Path.of("etc", "org.torrentxt.session-" + session + ".cfg")), lines);
    }

    /** Starts it, and waits until it executes commands. */
    void start() throws IOException, InterruptedException {
        start(Map.of());
    }

    /** The same with additional environment variables. */
    void start(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve(Path.of("bin", "karaf")).toString(), "server");
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        // so that the process is the JVM instead of a shell that has it as a child
                        "KARAF_EXEC", "exec",
                        "KARAF_BASE", base.toString(),
                        "KARAF_DATA", base.resolve("data").toString(),
                        "KARAF_ETC", base.resolve("etc").toString(),
                        "KARAF_LOG", base.resolve(Path.of("data", "log")).toString(),
                        "KARAF_SYSTEM_OPTS", "-Dkaraf.instances=" + base.resolve("instances"),
                        "CHECK_ROOT_INSTANCE_RUNNING", "false",
                        "EXTRA_JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = new LinkedBlockingQueue<>();
        Process started = process;
        BlockingQueue<String> lines = output;
        new Thread(() -> read(started, lines), "other-karaf-output").start();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!enter("torrent:sessions --no-format", START_LIMIT)
                .contains("default\t")) { // no such command until it is installed
            assertThat(System.nanoTime()).as("started").isLessThan(deadline);
        }
    }

    private static void read(Process process, BlockingQueue<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add(e.toString());
        } finally {
            lines.add(ENDED);
        }
    }

    /** What the command prints. An exception of it is printed, too. */
    String enter(String command) throws IOException, InterruptedException {
        return enter(command, LIMIT);
    }

    /** The same with another time limit. */
    String enter(String command, Duration limit) throws IOException, InterruptedException {
        input.write(command + "\n");
        input.flush();
        List<String> lines = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String line = output.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(line)
                    .as("the end of '%s' by Karaf in %s, which printed: %s", command, base, lines)
                    .isNotNull()
                    .isNotEqualTo(ENDED);
            if (line.equals(StandardInput.END)) {
                return String.join("\n", lines);
            }
            if (line.equals(StandardInput.BEGIN)) {
                lines.clear(); // what was printed by others
            } else {
                lines.add(line);
            }
        }
    }

    /** Ends it without any warning, as {@code kill -9} or the operating system does when memory runs out. */
    void kill() throws InterruptedException {
        assertThat(process.toHandle().info().command())
                .hasValueSatisfying(command ->
                        assertThat(command).as("the process that is killed").endsWith("java"));
        process.destroyForcibly();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("killed")
                .isTrue();
    }

    /** Stops it as a service manager does. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("stopped")
                .isTrue();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
