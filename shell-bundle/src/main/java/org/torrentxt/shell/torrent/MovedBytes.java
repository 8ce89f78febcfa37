package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.torrentxt.api.status.FileInfo;

/**
 * How much of a torrent has arrived in another folder. The engine does not tell, but the files do.
 *
 * @param moved bytes that are there
 * @param total bytes that are to be there
 */
record MovedBytes(long moved, long total) {

    /**
     * Looks at the files.
     *
     * @param files of the torrent
     * @param from the folder they were in
     * @param to the folder they are moved to
     */
    static MovedBytes of(List<FileInfo> files, Path from, Path to) {
        long moved = 0;
        long total = 0;
        for (FileInfo file : files) {
            long there = size(to.resolve(file.path()));
            // a file of a torrent that is not complete may be shorter than it will be, or not be there at all
            long left = from.equals(to) ? 0 : size(from.resolve(file.path()));
            moved += there;
            total += Math.max(there, left);
        }
        return new MovedBytes(moved, total);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            // not there yet, or no more; what cannot be read is told by the alert of the move that fails
            return 0;
        }
    }
}
