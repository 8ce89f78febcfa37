package org.torrentxt.dht.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * The files of one kind of things that a store remembers, one file each in a folder of their own. A file is overwritten only if it was
 * read, or written, by this store: what could not be read may be in order.
 */
public final class StateFolder<T> {
    /**
     * How a thing is written.
     *
     * @param <T> the kind of things
     */
    public interface Format<T> {
        /** The file of a thing. */
        byte[] write(T thing);

        /**
         * The thing of a file.
         *
         * @param name of the file, without suffix
         * @throws IOException if it is damaged
         */
        T read(String name, byte[] content) throws IOException;
    }

    /** Hears of files that cannot be used. */
    public interface Damage {
        /** A file cannot be used, for this reason; it is at this place now. */
        void unusable(Path file, String reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final int MAX_LENGTH = 1 << 20;
    private static final int MAX_DAMAGED = 1_000;

    private final Path folder;
    private final String suffix;
    private final Format<T> format;
    private final Damage damage;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * Names a folder; it is made with its first file.
     *
     * @param suffix of the names of its files
     */
    public StateFolder(Path folder, String suffix, Format<T> format, Damage damage) {
        this.folder = folder;
        this.suffix = suffix;
        this.format = format;
        this.damage = damage;
    }

    /**
     * All things whose files can be used, by the names of their files without suffix. Damaged files are renamed; those that cannot be
     * read stay as they are; both are logged and told of. Never fails. To be called before the first is saved.
     */
    public Map<String, T> load() {
        PrivateFiles.cleanUp(folder);
        Map<String, T> things = new LinkedHashMap<>();
        for (Path file : files()) {
            read(file).ifPresent(content -> parse(file, content, things));
        }
        known.addAll(things.keySet());
        return things;
    }

    private Optional<byte[]> read(Path file) {
        try (InputStream in = open(file)) {
            return Optional.of(in.readNBytes(MAX_LENGTH));
        } catch (IOException e) {
            LOG.error("File {} cannot be read: {}; it is left as it is, the store goes on without it", file, reason(e));
            damage.unusable(file, reason(e));
            return Optional.empty();
        }
    }

    /**
     * Opens a file of the state.
     *
     * @throws IOException if it cannot be read, or is no regular file: a pipe would be waited for without end
     */
    public static InputStream open(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a regular file");
        }
        return Files.newInputStream(file);
    }

    private void parse(Path file, byte[] content, Map<String, T> things) {
        try {
            things.put(name(file), format.read(name(file), content));
        } catch (IOException | RuntimeException e) { // whatever it is, the store goes on without it
            setAside(file, reason(e));
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.error("Folder {} cannot be read: {}; the store goes on without what is in it", folder, reason(e));
            damage.unusable(folder, reason(e));
            return List.of();
        }
    }

    private String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - suffix.length());
    }

    private void setAside(Path file, String reason) {
        try {
            Path aside = free(file);
            Files.move(file, aside);
            LOG.error("File {} cannot be used: {}; it is set aside as {}", file, reason, aside.getFileName());
            damage.unusable(aside, reason);
        } catch (IOException e) {
            LOG.error("File {} cannot be used: {}; nor be set aside: {}", file, reason, reason(e));
            damage.unusable(file, reason);
        }
    }

    private static Path free(Path file) throws IOException {
        for (int i = 1; i <= MAX_DAMAGED; i++) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + i);
            if (Files.notExists(aside)) {
                return aside;
            }
        }
        throw new IOException(MAX_DAMAGED + " damaged files of that name are there already");
    }

    /**
     * Writes a thing; it is on disk when this returns.
     *
     * @param name of its file, without suffix
     * @throws TorrentException {@link ErrorCode#GENERIC} if that is not possible, or there is a file that was not read
     */
    public void save(String name, T thing) {
        Path file = folder.resolve(name + suffix);
        if (!known.contains(name) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new TorrentException(
                    ErrorCode.GENERIC,
                    "file " + file
                            + " could not be read at the start, and is not overwritten; make it readable, or move it"
                            + " away, and start the store again");
        }
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.replaceFile(file, format.write(thing));
            known.add(name);
        } catch (IOException e) {
            throw failure("file " + file + " cannot be written", e);
        }
    }

    /**
     * Deletes the file of a thing, if there is one.
     *
     * @throws TorrentException {@link ErrorCode#GENERIC} if that is not possible
     */
    public void delete(String name) {
        Path file = folder.resolve(name + suffix);
        try {
            PrivateFiles.delete(file);
        } catch (IOException e) {
            throw failure("file " + file + " cannot be deleted", e);
        }
    }

    /**
     * Refuses a file that has another name than this store gave it: a copy that somebody made must not bring back what is gone.
     *
     * @throws IOException if the names differ
     */
    public static void checkName(String expected, String name) throws IOException {
        if (!expected.equals(name)) {
            throw new IOException("its content is not that of its name");
        }
    }

    /** The failure that something is with a file or folder; says why. */
    public static TorrentException failure(String what, IOException e) {
        return new TorrentException(ErrorCode.GENERIC, what + ": " + reason(e), e);
    }

    /** Why a file cannot be used, in words: the message of most of these exceptions is but the path. */
    public static String reason(Exception e) {
        if (e instanceof FileSystemException failed && failed.getReason() == null) {
            return failed.getClass().getSimpleName() + " " + failed.getFile();
        }
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }
}
