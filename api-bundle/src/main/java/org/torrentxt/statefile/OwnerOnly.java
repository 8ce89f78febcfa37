package org.torrentxt.statefile;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Attributes of new files and folders that only their owner can read, where the file system has permissions; state
 * contains passwords of trackers and proxies.
 */
final class OwnerOnly {
    private static final FileAttribute<?>[] NONE = {};

    private OwnerOnly() {}

    static FileAttribute<?>[] file(Path file) {
        return of(file, "rw-------");
    }

    static FileAttribute<?>[] folder(Path folder) {
        return of(folder, "rwx------");
    }

    private static FileAttribute<?>[] of(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : NONE;
    }
}
