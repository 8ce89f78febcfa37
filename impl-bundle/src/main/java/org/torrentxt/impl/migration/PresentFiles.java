package org.torrentxt.impl.migration;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks whether any file is there of a torrent that had some content, and whose pieces are not known: it would be
 * downloaded again to a wrong folder.
 */
final class PresentFiles {
    private PresentFiles() {}

    /** What is wrong; empty if nothing is. */
    static String problem(Path folder, List<String> paths) {
        boolean isThere = paths.isEmpty()
                ? Files.isDirectory(folder)
                : paths.stream().anyMatch(path -> exists(folder, path) || exists(folder, path + ".part"));
        return isThere
                ? ""
                : "none of its files is in " + folder + "; mount its disk, or specify the folder of its files";
    }

    private static boolean exists(Path folder, String path) {
        try {
            return Files.exists(folder.resolve(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
