package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The TCP connections of this machine by IPv4, as the kernel lists them: tells when any program is connected, whatever it says
 * of that itself. Reading it takes about a millisecond.
 */
public final class TcpTable {
    private static final Path FILE = Path.of("/proc/net/tcp");
    private static final Set<String> NOT_CONNECTED = Set.of("02", "03", "0A"); // SYN_SENT, SYN_RECV, LISTEN
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private final String text;

    TcpTable(String text) {
        this.text = text;
    }

    public static TcpTable read() throws IOException {
        // readString relies on a size, which files in /proc do not have
        return new TcpTable(new String(Files.readAllBytes(FILE), StandardCharsets.US_ASCII));
    }

    /** Whether there is, or was until just now, a connection to that port. */
    public boolean isConnected(int port) {
        // whoever closes a connection is the one that remembers it
        return Stream.concat(connections(port, REMOTE), connections(port, LOCAL))
                .findAny()
                .isPresent();
    }

    /** The inode of the socket that is connected to that port; empty if there is none. */
    Optional<String> inode(int port) {
        return connections(port, REMOTE)
                .map(row -> row[INODE])
                .filter(inode -> !inode.equals("0"))
                .findFirst();
    }

    private Stream<String[]> connections(int port, int column) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        return text.lines()
                .skip(1)
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row[column].endsWith(end) && !NOT_CONNECTED.contains(row[STATE]));
    }
}
