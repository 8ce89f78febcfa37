package org.torrentxt.impl.engine.binding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that are mapped into this process, as listed in {@code /proc/self/maps} on Linux. Empty on other systems.
 *
 * @param lines of that list
 */
record MappedLibraries(List<String> lines) {
    private static final Path MAPS = Path.of("/proc/self/maps");
    // ADDRESSES PERMISSIONS OFFSET DEVICE INODE PATH
    private static final Pattern LINE = Pattern.compile("\\S+ \\S+ \\S+ (\\S+ \\d+)\\s+(/.*)");
    private static final String DELETED = " (deleted)";

    /** The current mappings. */
    static MappedLibraries now() {
        try {
            return new MappedLibraries(Files.isReadable(MAPS) ? Files.readAllLines(MAPS) : List.of());
        } catch (IOException e) {
            return new MappedLibraries(List.of());
        }
    }

    /** The first file whose name contains that text; a deleted one only if there is no other. */
    Optional<Path> find(String part) {
        List<String> files = matching(part).map(found -> found.group(2)).toList();
        return files.stream()
                .filter(file -> !file.endsWith(DELETED))
                .findFirst()
                .or(() -> files.stream().findFirst())
                .map(Path::of);
    }

    /**
     * The number of files whose name contains that text. Distinguished by inode, as a deleted file stays mapped, and
     * another may have the same path.
     */
    int count(String part) {
        return (int) matching(part).map(found -> found.group(1)).distinct().count();
    }

    private Stream<Matcher> matching(String part) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(found -> name(found.group(2)).contains(part));
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
