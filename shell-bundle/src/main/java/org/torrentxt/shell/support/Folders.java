package org.torrentxt.shell.support;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders for the files of torrents, which are created when the first file is written: until then, checks use the
 * nearest existing parent.
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
}
