package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;

/** Checks whether a folder can be written to, and has room. */
final class FolderCheckup {
    private static final long LITTLE_SPACE = 1L << 30;

    private FolderCheckup() {}

    /**
     * Checks a folder.
     *
     * @param subject what it is for
     * @param folder need not be there yet
     */
    static Finding check(String subject, Path folder) {
        // a folder is made when the first file is written, so what counts until then is where it will be
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
                return Finding.fail(
                        subject, folder + " cannot be written to; give the user that runs Karaf the permission");
            }
            long free = Files.getFileStore(existing).getUsableSpace();
            String text = folder + " has " + Units.size(free) + " left";
            return free < LITTLE_SPACE
                    ? Finding.warn(subject, text + "; make room, or choose another folder in the configuration")
                    : Finding.ok(subject, text);
        } catch (IOException e) {
            return Finding.fail(subject, folder + ": " + Failures.line(e));
        }
    }
}
