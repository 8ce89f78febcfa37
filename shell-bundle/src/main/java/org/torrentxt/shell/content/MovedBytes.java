package org.torrentxt.shell.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.torrentxt.api.status.FileInfo;

/**
 * How much of a torrent has been moved to another folder, taken from the files as the engine does not report it.
 *
 * @param moved bytes already moved
 * @param total bytes to move in total
 */
record MovedBytes(long moved, long total) {

    /**
     * Adds up the sizes of the files.
     *
     * @param files files of the torrent
     * @param from the folder they were in
     * @param to the folder they are moved to
     */
    static MovedBytes of(List<FileInfo> files, Path from, Path to) {
        long moved = 0;
        long total = 0;
        for (FileInfo file : files) {
            long there = size(to, file.path());
            // a file of an incomplete torrent may be shorter than its final size, or missing
            long left = from.equals(to) ? 0 : size(from, file.path());
            moved += there;
            total += Math.max(there, left);
        }
        return new MovedBytes(moved, total);
    }

    // an incomplete one may have a suffix on disk
    private static long size(Path folder, String path) {
        return Math.max(size(folder.resolve(path)), size(folder.resolve(path + ".part")));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // missing here; if it cannot be read, the alert of the failed move reports that
            return 0;
        }
    }
}
