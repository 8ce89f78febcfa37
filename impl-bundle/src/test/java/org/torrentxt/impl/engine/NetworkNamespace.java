package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM in a network namespace of its own: beside the loopback device there is one named {@code wire}, with the address 192.0.2.10, a
 * default route and a name server behind it, whose packets nobody takes.
 */
final class NetworkNamespace {
    private static final String ENDED = "ended as it should";
    private static final int LAST_LINES = 40; // for the message
    // the neighbour is known, so that whatever is sent to it is counted and nothing else is
    private static final String SET_UP = """
        set -e
        mount --bind "$1" /etc/resolv.conf
        ip link set lo up
        ip link add wire type veth peer name far
        ip link set wire addrgenmode none
        ip link set far addrgenmode none
        ip link set far up
        ip address add 192.0.2.10/24 dev wire
        ip link set wire up
        ip neighbour add 192.0.2.1 lladdr 02:00:00:00:00:01 nud permanent dev wire
        ip route add default via 192.0.2.1 dev wire
        ip -6 route add default dev wire 2>/dev/null || true
        shift
        exec "$@"
        """;

    private static final Pattern INTERFACE = Pattern.compile(
            "\\s*wire:\\s*\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+(\\d+).*");

    private NetworkNamespace() {}

    /**
     * Runs a class's {@code main}, which must end with {@link #ended}.
     *
     * @param folder for its files, and its first argument
     */
    static void assertEnds(Class<?> main, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command(main, folder))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean inTime = process.waitFor(110, TimeUnit.SECONDS);
            List<String> lines = Files.readAllLines(output);
            assertThat(lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                    .as(inTime ? "ended in time" : "not ended in time")
                    .endsWith(ENDED);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Says that all was as it should be; the last thing that it prints. */
    static void ended() {
        System.out.println(ENDED);
    }

    /** The packets that were sent by the interface, whatever for. */
    static long sent() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/net/dev")).stream()
                .map(INTERFACE::matcher)
                .filter(Matcher::matches)
                .mapToLong(counted -> Long.parseLong(counted.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> command(Class<?> main, Path folder) throws IOException {
        Path resolver = Files.writeString(
                folder.resolve("resolv.conf"), "nameserver 192.0.2.1\noptions timeout:1 attempts:1\n");
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "-m"));
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-U", "-r"));
        }
        command.addAll(List.of("sh", "-c", SET_UP, "sh", resolver.toString()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlibtorrent4j.jni.path=" + System.getProperty("libtorrent4j.jni.path"),
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString()));
        return command;
    }
}
