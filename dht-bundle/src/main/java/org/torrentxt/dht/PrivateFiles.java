package org.torrentxt.dht;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that only their owner can read from the moment they exist. On Windows, which has no such permissions, the
 * folder's rules hold.
 */
final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes a folder, and those above it with the usual permissions, unless it is there. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    }

    /**
     * Makes a file that is complete and on disk, or does nothing.
     *
     * @return false if there is a file of that name, which stays as it is
     */
    static boolean createFile(Path file, byte[] content) throws IOException {
        Path temp = Files.createTempFile(file.getParent(), ".", ".tmp", ownerOnly(file, "rw-------"));
        try {
            write(temp, content);
            Files.createLink(file, temp); // a rename would replace what is there, a link never does
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(temp);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer remaining = ByteBuffer.wrap(content);
            while (remaining.hasRemaining()) {
                channel.write(remaining);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
