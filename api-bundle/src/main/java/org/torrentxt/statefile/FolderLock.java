package org.torrentxt.statefile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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
    private static final String PROPERTY = "org.torrentxt.state.lock:";

    private final Path file;
    private final Object key;
    private final String property;
    private final FileChannel channel;

    private FolderLock(Path file, Object key, String property, FileChannel channel) {
        this.file = file;
        this.key = key;
        this.property = property;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param holder who wants it, for the message to others
     * @throws FolderInUseException if somebody has it
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
            return acquire(folder, holder, property);
        } catch (IOException | RuntimeException e) {
            System.clearProperty(property);
            throw e;
        }
    }

    private static FolderLock acquire(Path folder, String holder, String property) throws IOException {
        Path file = folder.resolve(NAME);
        FileChannel channel = FileChannel.open(file, OPTIONS, OwnerOnly.file(file));
        try {
            FileLock lock = channel.tryLock(POSITION, 1, false);
            if (lock == null) {
                throw new FolderInUseException(folder, read(channel));
            }
            String text = "process " + ProcessHandle.current().pid() + " (" + holder + ", since "
                    + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ")";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
            return new FolderLock(file, key(file).orElse(null), property, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), UTF_8).replaceAll("\\p{Cntrl}", " ");
        return holder.isBlank() ? "another process" : holder;
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
