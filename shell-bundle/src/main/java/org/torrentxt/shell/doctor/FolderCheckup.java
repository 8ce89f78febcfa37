package org.torrentxt.shell.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.Folders;

/** Checks that a folder is writable and has free space. */
final class FolderCheckup {
    private static final long LITTLE_SPACE = 1L << 30;

    private FolderCheckup() {}

    /**
     * Checks a folder.
     *
     * @param subject purpose of the folder
     * @param folder need not exist yet
     */
    static Finding check(String subject, Path folder) {
        try {
            if (!Folders.isWritable(folder)) {
                return Finding.fail(
                        subject, folder + " is not writable; give the user that runs Karaf write permission");
            }
            long free = Files.getFileStore(Folders.existing(folder)).getUsableSpace();
            String text = folder + " has " + Units.size(free) + " free";
            return free < LITTLE_SPACE
                    ? Finding.warn(subject, text + "; free some space or configure another folder")
                    : Finding.ok(subject, text);
        } catch (IOException e) {
            return Finding.fail(subject, folder + ": " + Failures.line(e));
        }
    }
}
