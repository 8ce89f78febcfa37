package org.torrentxt.impl.create;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Paths that are not part of the torrent. */
final class Exclusions {
    private final Set<Path> paths = new HashSet<>();

    Exclusions(Set<Path> excluded) {
        excluded.forEach(this::add);
    }

    // by both its names, as a folder above may be a link
    private void add(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        paths.add(absolute);
        Path parent = absolute.getParent();
        try {
            if (parent != null) {
                paths.add(parent.toRealPath().resolve(absolute.getFileName()));
            }
        } catch (IOException e) {
            // there is no such folder, so nothing in it either
            return;
        }
    }

    /** Whether that path in that real folder is excluded. */
    boolean contain(Path path, Path realFolder) {
        return !paths.isEmpty() && (paths.contains(path) || paths.contains(realFolder.resolve(path.getFileName())));
    }
}
