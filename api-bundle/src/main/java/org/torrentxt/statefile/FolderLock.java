package org.torrentxt.statefile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * The right of one process to use a folder: a lock on a file in it, which ends with the process however that ends. The
 * file remains, as deleting it would let two others hold it.
 */
final class FolderLock implements AutoCloseable {
    static final String NAME = ".lock";

    private static final Set<OpenOption> OPTIONS = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    // beyond the text, which others must be able to read where locks are mandatory (Windows)
    private static final long POSITION = 1L << 40;
    private static final int MAX_TEXT = 200;
    private static final String TEXT = "process ";
    private static final String PROPERTY = "org.torrentxt.state.lock:";

    private final Path file;
    private final Object key;
    private final String property;
    private final FileChannel channel;
    private final String former;

    private FolderLock(Path file, Object key, String property, FileChannel channel, String former) {
        this.file = file;
        this.key = key;
        this.property = property;
        this.channel = channel;
        this.former = former;
    }

    /**
     * Takes the lock.
     *
     * @param holder who wants it, for the message to others
     * @throws FolderInUseException if somebody has it
     * @throws UnusableFileException if the file is a link, a folder, a pipe or a device
     * @throws IOException if the file cannot be written
     */
    static FolderLock acquire(Path folder, String holder) throws IOException {
        // The operating system drops all locks of a process on a file when the process closes that file, even if it
        // was opened again only to see that it is locked. So this process must not open it twice; another class loader
        // may have done it, which has system properties in common with this one only.
        String property = PROPERTY + folder.toRealPath();
        Object present = System.getProperties().putIfAbsent(property, holder);
        if (present != null) {
            throw new FolderInUseException(folder, present + " of this process");
        }
        try {
            return lock(folder, property);
        } catch (IOException | RuntimeException e) {
            System.clearProperty(property);
            throw e;
        }
    }

    private static FolderLock lock(Path folder, String property) throws IOException {
        Path file = folder.resolve(NAME);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnusableFileException("is not a regular file");
        }
        FileChannel channel = open(folder, file);
        try {
            FileLock lock = channel.tryLock(POSITION, 1, false);
            if (lock == null) {
                throw inUse(folder, channel);
            }
            return new FolderLock(file, key(file).orElse(null), property, channel, read(channel));
        } catch (OverlappingFileLockException e) { // as by a hard link to the file of another folder
            throw inUse(folder, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel open(Path folder, Path file) throws IOException {
        try {
            return FileChannel.open(file, OPTIONS, OwnerOnly.file(file));
        } catch (FileSystemException e) {
            requireFree(folder, file);
            throw e;
        }
    }

    // It cannot be locked in a folder that is read-only, but perhaps somebody else has done so.
    private static void requireFree(Path folder, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.tryLock(POSITION, 1, true) == null) {
                throw inUse(folder, channel);
            }
        } catch (FileSystemException e) {
            return; // cannot be read either, or there is none
        }
    }

    private static FolderInUseException inUse(Path folder, FileChannel channel) throws IOException {
        String holder = read(channel).replaceAll("\\p{Cntrl}", " ");
        return new FolderInUseException(folder, isOurs(holder) && !holder.isEmpty() ? holder : "another process");
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), UTF_8);
    }

    /** The text in the file when it was locked: who has used the folder before. */
    String former() {
        return former;
    }

    /** Writes who uses the folder now. */
    String sign(String holder) throws IOException {
        String text = TEXT + ProcessHandle.current().pid() + " (" + holder + ", since "
                + Instant.now().truncatedTo(ChronoUnit.MILLIS) + ")";
        if (isOurs(former)) { // else it may be another file of somebody, by a hard link
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
        }
        return text;
    }

    private static boolean isOurs(String text) {
        return text.isEmpty() || text.startsWith(TEXT);
    }

    private static Optional<Object> key(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.ofNullable(attributes.fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** True while the file in the folder is the one that is locked; not after the folder was deleted or replaced. */
    boolean isCurrent() throws IOException {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && (key == null || key(file).filter(key::equals).isPresent());
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            System.clearProperty(property);
        }
    }
}
