package org.torrentxt.shell.torrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.Folders;

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
        try {
            if (!Folders.isWritable(folder)) {
                return Finding.fail(
                        subject, folder + " cannot be written to; give the user that runs Karaf the permission");
            }
            long free = Files.getFileStore(Folders.existing(folder)).getUsableSpace();
            String text = folder + " has " + Units.size(free) + " left";
            return free < LITTLE_SPACE
                    ? Finding.warn(subject, text + "; make room, or choose another folder in the configuration")
                    : Finding.ok(subject, text);
        } catch (IOException e) {
            return Finding.fail(subject, folder + ": " + Failures.line(e));
        }
    }
}
