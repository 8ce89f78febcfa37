package org.torrentxt.dht.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates files that only their owner can read from the moment they have content, using POSIX permissions or access
 * control lists, whichever the file system supports. If it supports neither (FAT), the permissions of the folder or
 * mount apply.
 */
public final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    /** The names created by {@link #temporary}. */
    private static final Pattern TEMPORARY = Pattern.compile("\\.\\d+\\.tmp");

    private PrivateFiles() {}

    /** Creates a folder, and its parents with default permissions, unless it exists. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
            restrict(folder);
        }
    }

    /**
     * Creates a file that is complete and on disk, or does nothing.
     *
     * @return false if the file already exists; it is unchanged
     */
    public static boolean createFile(Path file, byte[] content) throws IOException {
        Path temp = temporary(file);
        try {
            write(temp, content);
            link(file, temp);
            forceFolder(file.getParent());
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    // A rename would replace an existing file, a link never does. File systems such as FAT have no links: there the
    // name is first reserved by an empty file, which the complete one replaces.
    private static void link(Path file, Path temp) throws IOException {
        try {
            Files.createLink(file, temp);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.debug("Cannot create a link in {}: {}", file.getParent(), e.toString());
            Files.createFile(file);
            try {
                move(temp, file);
            } catch (IOException | RuntimeException failure) {
                Files.deleteIfExists(file);
                throw failure;
            }
        }
    }

    private static void move(Path temp, Path file) throws IOException {
        try {
            Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Creates or replaces a file atomically: at any moment the old or the new one exists and is complete. */
    public static void replaceFile(Path file, byte[] content) throws IOException {
        Path temp = temporary(file);
        try {
            write(temp, content);
            move(temp, file);
            forceFolder(file.getParent());
        } finally {
            Files.deleteIfExists(temp);
        }
    }

    /** Deletes a file if it exists; it is removed from disk when this returns. */
    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            forceFolder(file.getParent());
        }
    }

    /**
     * Deletes temporary files of a killed process; must not be called while a file is being created. Never fails.
     */
    public static void cleanUp(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PrivateFiles::isTemporary)) {
            for (Path file : files) {
                delete(file);
                LOG.info("Deleted incomplete file {}", file);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("No such folder yet: {}", folder);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Could not delete incomplete files in {}: {}", folder, e.toString());
        }
    }

    private static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
    }

    private static Path temporary(Path file) throws IOException {
        Path temp = Files.createTempFile(file.getParent(), ".", ".tmp", ownerOnly(file, "rw-------"));
        restrict(temp);
        return temp;
    }

    // With access control lists (Windows), only the owner keeps access. Otherwise nothing can be done.
    private static void restrict(Path path) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
        if (view != null) {
            AclEntry owner = AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build();
            view.setAcl(List.of(owner));
        }
    }

    // Otherwise a power failure may undo the rename. Windows cannot open folders, and does not need this.
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException | UnsupportedOperationException e) {
                LOG.debug("Cannot sync folder {} to disk: {}", folder, e.toString());
            }
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
