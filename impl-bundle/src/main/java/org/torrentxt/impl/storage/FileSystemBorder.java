package org.torrentxt.impl.storage;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out whether files can be renamed from one folder into another, or have to be copied. */
public final class FileSystemBorder {
    private FileSystemBorder() {}

    /**
     * True if files have to be copied.
     *
     * @param from the folder they are in, or will be: it need not exist
     * @param to the folder for them, which exists
     * @param files their paths, relative to both folders
     */
    public static boolean isBetween(Path from, Path to, List<Path> files) {
        try {
            Set<Path> folders =
                    files.stream().map(file -> from.resolve(file).getParent()).collect(Collectors.toSet());
            folders.add(from);
            for (Path folder : folders) {
                Path there = to.resolve(from.relativize(folder));
                if ((folder.equals(from) || Files.isDirectory(folder))
                        && !device(existing(folder)).equals(device(existing(there)))) {
                    return true;
                }
            }
            Path present = existing(from);
            return !present.equals(to) && !isRenamed(present, to);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // then the engine finds out
        }
    }

    private static Object device(Path folder) throws IOException {
        return Files.getAttribute(folder, "unix:dev");
    }

    private static Path existing(Path folder) {
        Path present = folder;
        while (!Files.exists(present)) {
            present = present.getParent();
        }
        return present;
    }

    // Of two mounts of one file system the device is the same, but nothing can be renamed from one to the other.
    private static boolean isRenamed(Path from, Path to) throws IOException {
        Path probe = Files.createTempFile(from, ".torrentxt-", ".probe");
        Path renamed = to.resolve(probe.getFileName());
        try {
            Files.move(probe, renamed, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (AtomicMoveNotSupportedException e) {
            return false;
        } finally {
            Files.deleteIfExists(probe);
            Files.deleteIfExists(renamed);
        }
    }
}
