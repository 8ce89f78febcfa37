package org.torrentxt.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The Internet sockets of this process, both Java's and native ones, as listed by Linux in {@code /proc}. */
final class ProcSockets {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    /**
     * A socket.
     *
     * @param protocol {@code tcp}, {@code tcp6}, {@code udp} or {@code udp6}
     * @param local its address and port in hexadecimal digits, as in {@code /proc/net}
     * @param remote address and port of the other end; all zeros if there is none
     */
    record Socket(String protocol, String local, String remote) {
        boolean isLocal() {
            return isLoopback(local) && (isLoopback(remote) || remote.matches("0+:0000"));
        }

        // The kernel prints each 32 bits of an address as a number in the byte order of the machine.
        private static boolean isLoopback(String endpoint) {
            return endpoint.matches("(0{16}FFFF0000)?[0-9A-F]{6}7F:.*")
                    || endpoint.startsWith("0".repeat(24) + "01000000:");
        }
    }

    private ProcSockets() {}

    static List<Socket> ofThisProcess() throws IOException {
        Set<String> inodes = inodes();
        var sockets = new ArrayList<Socket>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path table = Path.of("/proc/self/net", protocol);
            if (Files.exists(table)) {
                Files.readAllLines(table).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+"))
                        .filter(columns -> inodes.contains(columns[INODE]))
                        .map(columns -> new Socket(protocol, columns[LOCAL], columns[REMOTE]))
                        .forEach(sockets::add);
            }
        }
        return sockets;
    }

    private static Set<String> inodes() throws IOException {
        var inodes = new HashSet<String>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            descriptors
                    .map(ProcSockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .forEach(target -> inodes.add(target.substring("socket:[".length(), target.length() - 1)));
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return ""; // closed meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
