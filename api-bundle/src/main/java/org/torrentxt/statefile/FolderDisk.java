package org.torrentxt.statefile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A folder of a file system. */
class FolderDisk implements Disk {
    private final Path folder;
    private final String holder;
    private final int maxLength;
    private final boolean hasUnixOwners;
    private final boolean isDefault; // others know no options for links
    private volatile boolean cannotSync;
    private volatile boolean hasSynced;
    private FolderLock lock; // null while there is none
    private String signature = ""; // what we have written to the lock's file
    private Optional<Object> held = Optional.empty(); // which folder it was when it was held
    private Optional<Object> device = Optional.empty(); // where it was then
    private volatile Optional<Object> owner = Optional.empty(); // our user's number, once known

    /**
     * Creates an instance; the folder exists afterwards.
     *
     * @param holder who uses the folder, for messages to others
     * @param maxLength of files in bytes
     */
    FolderDisk(Path folder, String holder, int maxLength) throws IOException {
        this(folder, maxLength, holder);
        createFolder();
    }

    private FolderDisk(Path folder, int maxLength, String holder) {
        this.folder = folder;
        this.holder = holder;
        this.maxLength = maxLength;
        this.hasUnixOwners =
                folder.getFileSystem().supportedFileAttributeViews().contains("unix");
        this.isDefault = folder.getFileSystem().equals(FileSystems.getDefault());
    }

    /** One that need not exist yet, and is not locked. */
    static FolderDisk unlocked(Path folder, int maxLength) {
        return new FolderDisk(folder, maxLength, "");
    }

    @Override
    public boolean isThere() {
        return !Files.notExists(folder);
    }

    @Override
    public void createFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectories(folder.toAbsolutePath().getParent()); // which others may use for other things
                Files.createDirectory(folder, OwnerOnly.folder(folder));
                OwnerOnly.restrict(folder);
            } catch (FileAlreadyExistsException e) {
                requireFolder(e);
            }
        }
    }

    // Another process may have created it meanwhile. Else something that is no folder is in its place.
    private void requireFolder(FileAlreadyExistsException e) throws NotDirectoryException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(e.getFile());
        }
    }

    // A folder that has vanished is not created again: it may be on a disk that is no longer mounted. For the same
    // reason nothing is written into one that may be its mount point, or over state that was not read.
    @Override
    public synchronized boolean hold() throws IOException {
        if (lock != null && lock.isCurrent()) {
            return false;
        }
        boolean wasHeld = !signature.isEmpty();
        if (!Files.isDirectory(folder)) {
            throw unusable("no longer exists; mount its disk, or create it");
        }
        Optional<Object> place = attribute("unix:dev");
        Optional<Object> key = Optional.ofNullable(
                Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
        boolean isOther = wasHeld && !key.equals(held);
        if (isOther && !exists(FolderLock.NAME)) {
            requireFree(place);
        }
        release();
        FolderLock taken = FolderLock.acquire(folder, holder);
        try {
            if (isOther && !taken.former().equals(signature) && hasStateFiles()) {
                throw replaced();
            }
            signature = taken.sign(holder);
        } catch (IOException | RuntimeException e) {
            taken.close();
            throw e;
        }
        lock = taken;
        held = key;
        device = place;
        owner = findOwner();
        return wasHeld;
    }

    // It has no lock: nobody has ever used it.
    private void requireFree(Optional<Object> place) throws IOException {
        if (hasStateFiles()) {
            throw replaced();
        }
        if (!place.equals(device)) {
            throw unusable("is empty and on another disk than before; mount its disk, or restart the session");
        }
    }

    private IOException replaced() {
        return unusable("was replaced by a folder with other state files, which are not overwritten; put the former"
                + " one back, or restart the session");
    }

    private IOException unusable(String reason) {
        return new FileSystemException(folder.toString(), null, reason);
    }

    private boolean hasStateFiles() throws IOException {
        return names().stream().anyMatch(name -> !name.startsWith("."));
    }

    private Optional<Object> attribute(String name) throws IOException {
        return hasUnixOwners ? Optional.of(Files.getAttribute(folder, name)) : Optional.empty();
    }

    /** The number of the user that new files belong to; empty if it cannot be told now, or there are none. */
    Optional<Object> findOwner() {
        if (!hasUnixOwners) {
            return Optional.empty();
        }
        String probe = ".owner-" + Long.toHexString(System.nanoTime()) + StateWriter.TEMPORARY;
        try {
            create(probe, new byte[0]);
            Object uid = Files.getAttribute(folder.resolve(probe), "unix:uid", LinkOption.NOFOLLOW_LINKS);
            delete(probe);
            return Optional.of(uid);
        } catch (IOException e) {
            return Optional.empty(); // as on a full disk, on which files can still be deleted
        }
    }

    private void release() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            return; // the lock ends with its channel, whatever closing it says
        } finally {
            lock = null;
        }
    }

    @Override
    public Optional<String> weakness() {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)
                    ? Optional.of(folder + " can be changed by all users of this host; make it private: chmod 700")
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public byte[] read(String name) throws IOException {
        Path file = folder.resolve(name);
        long length = checkedLength(file);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options(StandardOpenOption.READ))) {
            ByteBuffer content = ByteBuffer.allocate((int) length);
            while (content.hasRemaining()) {
                if (channel.read(content) < 0) {
                    throw new EOFException("became shorter while it was read");
                }
            }
            return content.array();
        }
    }

    private Set<OpenOption> options(OpenOption... some) {
        Set<OpenOption> options = new HashSet<>(Set.of(some));
        if (isDefault) {
            options.add(LinkOption.NOFOLLOW_LINKS);
        }
        return options;
    }

    private long checkedLength(Path file) throws IOException {
        String attributes = hasUnixOwners ? "unix:uid,isRegularFile,isSymbolicLink,size" : "isRegularFile,size";
        Map<String, Object> found = Files.readAttributes(file, attributes, LinkOption.NOFOLLOW_LINKS);
        if (Boolean.TRUE.equals(found.get("isSymbolicLink"))) {
            throw new UnusableFileException("is a symbolic link");
        }
        if (!Boolean.TRUE.equals(found.get("isRegularFile"))) {
            throw new UnusableFileException("is not a regular file");
        }
        if (owner.isPresent() && !owner.get().equals(found.get("uid"))) {
            throw new UnusableFileException("belongs to another user");
        }
        long length = (long) found.get("size");
        if (length > maxLength) {
            throw new UnusableFileException("too long: " + length + " bytes; expected at most " + maxLength);
        }
        return length;
    }

    // A file that is there is deleted first, as it may be a link.
    @Override
    public void create(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(
                file, options(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file(file))) {
            OwnerOnly.restrict(file);
            ByteBuffer remaining = ByteBuffer.wrap(content);
            while (remaining.hasRemaining()) {
                channel.write(remaining);
            }
            channel.force(true);
        }
    }

    @Override
    public void rename(String name, String other) throws IOException {
        move(folder.resolve(name), folder.resolve(other));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void link(String name, String other) throws IOException {
        Path to = folder.resolve(other);
        try {
            Files.createLink(to, folder.resolve(name));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // as on FAT: the name is reserved by an empty file, which the complete one replaces
            Files.createFile(to);
            try {
                move(folder.resolve(name), to);
            } catch (IOException | RuntimeException failure) {
                Files.deleteIfExists(to);
                throw failure;
            }
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    // Windows cannot open folders, and does not need this; nor can some network file systems. What could be synced once
    // must be synced.
    @Override
    public void force() throws IOException {
        if (cannotSync || !folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            hasSynced = true;
        } catch (IOException e) {
            if (hasSynced || !Files.isDirectory(folder)) {
                throw e;
            }
            cannotSync = true;
        }
    }

    @Override
    public String path(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public synchronized void close() {
        release();
    }
}
