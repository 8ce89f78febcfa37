package org.torrentxt.impl.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM in a network namespace of its own: beside the loopback device there is one named {@code wire}, with the address
 * 192.0.2.10, a default route and a name server behind it, whose packets nobody takes.
 */
final class NetworkNamespace {
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

    /** Runs a class's {@code main} with that folder; see {@link Namespace#assertEnds}. */
    static void assertEnds(Class<?> main, Path folder) throws IOException, InterruptedException {
        Path resolver = Files.writeString(
                folder.resolve("resolv.conf"), "nameserver 192.0.2.1\noptions timeout:1 attempts:1\n");
        Namespace.assertEnds(List.of("-n", "-m"), SET_UP, resolver, main, folder);
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
}
