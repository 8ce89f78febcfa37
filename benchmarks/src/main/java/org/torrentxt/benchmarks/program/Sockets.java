package org.torrentxt.benchmarks.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Ports, and the sockets of other processes. */
final class Sockets {
    private Sockets() {}

    /** A port of 127.0.0.1 that was free just now, for programs that cannot choose one themselves. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Finds an open socket of a process.
     *
     * @param inode as in {@link TcpTable}
     * @return its link in {@code /proc}; empty if the process has no such socket
     */
    static Optional<Path> find(long pid, String inode) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return descriptors.filter(link -> isOpen(link, inode)).findFirst();
        }
    }

    /** Whether the link that was found is still that of this socket. */
    static boolean isOpen(Path link, String inode) {
        try {
            return Files.readSymbolicLink(link).toString().equals("socket:[" + inode + "]");
        } catch (IOException e) {
            return false; // closed
        }
    }
}
