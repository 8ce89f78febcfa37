package org.torrentxt.shell.support;

import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for the files of torrents, which are made when the first file is written: until then what counts is where they will be. */
public final class Folders {
    private Folders() {}

    /** The folder if it is there, else the nearest above it that is. */
    public static Path existing(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** True if it can be written to, or made. */
    public static boolean isWritable(Path folder) {
        Path existing = existing(folder);
        return Files.isDirectory(existing) && Files.isWritable(existing);
    }
}
