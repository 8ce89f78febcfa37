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
 * Files that only their owner can read from the moment they have content: by POSIX permissions or by a list of access
 * rights, whichever the file system has. Where it has neither (FAT), the rules of the folder or mount hold.
 */
public final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

    /** As {@link #temporary} names them. */
    private static final Pattern TEMPORARY = Pattern.compile("\\.\\d+\\.tmp");

    private PrivateFiles() {}

    /** Makes a folder, and those above it with the usual permissions, unless it is there. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
            restrict(folder);
        }
    }

    /**
     * Makes a file that is complete and on disk, or does nothing.
     *
     * @return false if there is a file of that name, which stays as it is
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

    // A rename would replace what is there, a link never does. File systems such as FAT have no links: the name is
    // reserved first there, by an empty file, which the complete one replaces.
    private static void link(Path file, Path temp) throws IOException {
        try {
            Files.createLink(file, temp);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.debug("No link can be made in {}: {}", file.getParent(), e.toString());
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

    /** Makes a file, or puts it in the place of the one of that name: at any moment one of them is there, and complete. */
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

    /** Deletes a file, if there is one; it is gone from the disk when this returns. */
    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            forceFolder(file.getParent());
        }
    }

    /**
     * Deletes what is left of files that were being made when the process was killed; to be called while none is made. Never fails.
     */
    public static void cleanUp(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PrivateFiles::isTemporary)) {
            for (Path file : files) {
                delete(file);
                LOG.info("Deleted {}, of which nothing came when it was made", file);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("There is no folder {} yet", folder);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("What may be left of files that were not completed in {} stays there: {}", folder, e.toString());
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

    // Where access is by lists (Windows), the owner alone is left on it. Anywhere else nothing can be done.
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

    // Else a loss of power may undo the renaming. Windows cannot open folders, and needs no such thing.
    private static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException | UnsupportedOperationException e) {
                LOG.debug("The folder {} cannot be forced to disk: {}", folder, e.toString());
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
