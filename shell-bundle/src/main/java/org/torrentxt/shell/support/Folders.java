package org.torrentxt.shell.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders. Those for the files of torrents are created when the first file is written: until then, checks use the nearest
 * existing parent.
 */
public final class Folders {
    private Folders() {}

    /** The folder if it exists, else its nearest existing parent. */
    public static Path existing(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** True if it can be written to or created. */
    public static boolean isWritable(Path folder) {
        Path existing = existing(folder);
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }

    /** Deletes a folder with all that it has, if it exists; what links in it lead to stays. */
    public static void delete(Path folder) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
