package org.torrentxt.impl.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.torrentxt.api.Endpoint;

/**
 * The sockets on which this process accepts TCP connections, as listed by Linux: the engine does not report closed
 * sockets.
 */
final class OpenSockets {
    private static final Path PROC = Path.of("/proc/self");
    private static final List<String> TABLES = List.of("tcp", "tcp6");
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";
    private static final String MAPPED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
            ? "0000000000000000FFFF0000"
            : "00000000000000000000FFFF";

    private OpenSockets() {}

    /** The endpoints on which this process listens; all of the given ones if the system does not list sockets. */
    static Set<Endpoint> among(Collection<Endpoint> endpoints) {
        if (endpoints.isEmpty() || !Files.isReadable(PROC.resolve("net/tcp"))) {
            return new LinkedHashSet<>(endpoints);
        }
        try {
            Map<String, Set<String>> listening = listening();
            Set<String> own = listening.isEmpty() ? Set.of() : ownInodes();
            Set<Endpoint> open = new LinkedHashSet<>(endpoints);
            open.removeIf(endpoint -> names(endpoint)
                    .flatMap(name -> listening.getOrDefault(name, Set.of()).stream())
                    .noneMatch(own::contains));
            return open;
        } catch (IOException | DirectoryIteratorException e) {
            return new LinkedHashSet<>(endpoints);
        }
    }

    // the inodes of the listening sockets of all processes, by address
    private static Map<String, Set<String>> listening() throws IOException {
        Map<String, Set<String>> inodes = new HashMap<>();
        for (String table : TABLES) {
            Path file = PROC.resolve("net").resolve(table);
            if (Files.isReadable(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.map(line -> line.strip().split("\\s+"))
                            .filter(columns -> columns.length > INODE && columns[STATE].equals(LISTENING))
                            .forEach(columns -> inodes.computeIfAbsent(columns[LOCAL], local -> new HashSet<>())
                                    .add("socket:[" + columns[INODE] + "]"));
                }
            }
        }
        return inodes;
    }

    private static Set<String> ownInodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(PROC.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    inodes.add(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    continue; // closed meanwhile
                }
            }
        }
        return inodes;
    }

    // as in the tables: four-byte words in native byte order, in hexadecimal digits
    private static Stream<String> names(Endpoint endpoint) {
        ByteBuffer words = ByteBuffer.wrap(endpoint.address().getAddress()).order(ByteOrder.nativeOrder());
        StringBuilder name = new StringBuilder();
        while (words.hasRemaining()) {
            name.append(String.format(Locale.ROOT, "%08X", words.getInt()));
        }
        name.append(String.format(Locale.ROOT, ":%04X", endpoint.port()));
        return Stream.of(name.toString(), MAPPED + name); // an IPv6 socket may serve IPv4, too
    }
}
