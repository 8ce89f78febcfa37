package org.torrentxt.health.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torrentxt.api.health.HealthFinding;

/** Checks that a folder is writable and has free space. */
final class FolderCheckup {
    private static final long LITTLE_SPACE = 1L << 30;

    private FolderCheckup() {}

    // Folders are created when the first file is written: until then, the nearest existing parent is checked.
    private static Path existing(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static boolean isWritable(Path folder) {
        Path existing = existing(folder);
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }

    /**
     * Checks a folder.
     *
     * @param subject purpose of the folder
     * @param folder need not exist yet
     */
    static HealthFinding check(String subject, Path folder) {
        try {
            if (!isWritable(folder)) {
                return Findings.fail(
                        subject, folder + " is not writable; give the user that runs Karaf write permission");
            }
            long free = Files.getFileStore(existing(folder)).getUsableSpace();
            String text = folder + " has " + Texts.size(free) + " free";
            return free < LITTLE_SPACE
                    ? Findings.warn(subject, text + "; free some space or configure another folder")
                    : Findings.ok(subject, text);
        } catch (IOException e) {
            return Findings.fail(subject, folder + ": " + Texts.line(e));
        }
    }
}
