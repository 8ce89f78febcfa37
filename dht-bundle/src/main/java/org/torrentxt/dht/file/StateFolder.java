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
 * The files of one kind of entries of a store, one file per entry in a separate folder. A file is overwritten only if
 * it was read or written by this store, as one that could not be read may be valid.
 */
public final class StateFolder<T> {
    /**
     * Converts entries to and from files.
     *
     * @param <T> the type of the entries
     */
    public interface Format<T> {
        /** The file content for an entry. */
        byte[] write(T thing);

        /**
         * The entry in a file.
         *
         * @param name of the file, without suffix
         * @throws IOException if it is damaged
         */
        T read(String name, byte[] content) throws IOException;
    }

    /** Receives files that cannot be used. */
    public interface Damage {
        /** A file cannot be used, for this reason; this is its current path. */
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
     * Creates an instance; the folder is created with its first file.
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
     * All entries in usable files, by file name without suffix. Damaged files are renamed; files that cannot be read
     * are unchanged; both are logged and reported. Never fails. Must be called before the first entry is saved.
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
            LOG.error("Cannot read file {}: {}; it is left unchanged and ignored", file, reason(e));
            damage.unusable(file, reason(e));
            return Optional.empty();
        }
    }

    /**
     * Opens a state file.
     *
     * @throws IOException if it cannot be read, or is not a regular file: a pipe would block forever
     */
    public static InputStream open(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a regular file");
        }
        return Files.newInputStream(file);
    }

    private void parse(Path file, byte[] content, Map<String, T> things) {
        try {
            things.put(name(file), format.read(name(file), content));
        } catch (IOException | RuntimeException e) { // whatever it is, the store continues without it
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
            LOG.error("Cannot read folder {}: {}; its content is ignored", folder, reason(e));
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
            LOG.error("Cannot use file {}: {}; it is set aside as {}", file, reason, aside.getFileName());
            damage.unusable(aside, reason);
        } catch (IOException e) {
            LOG.error("Cannot use file {}: {}; could not set it aside: {}", file, reason, reason(e));
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
        throw new IOException("there are already " + MAX_DAMAGED + " damaged files with that name");
    }

    /**
     * Writes an entry; it is on disk when this returns.
     *
     * @param name of its file, without suffix
     * @throws TorrentException {@link ErrorCode#GENERIC} if that fails, or there is a file that was not read
     */
    public void save(String name, T thing) {
        Path file = folder.resolve(name + suffix);
        if (!known.contains(name) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new TorrentException(
                    ErrorCode.GENERIC,
                    "file " + file
                            + " could not be read at the start and is not overwritten; make it readable or move it"
                            + " away, then restart the store");
        }
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.replaceFile(file, format.write(thing));
            known.add(name);
        } catch (IOException e) {
            throw failure("cannot write file " + file, e);
        }
    }

    /**
     * Deletes the file of an entry, if there is one.
     *
     * @throws TorrentException {@link ErrorCode#GENERIC} if that fails
     */
    public void delete(String name) {
        Path file = folder.resolve(name + suffix);
        try {
            PrivateFiles.delete(file);
        } catch (IOException e) {
            throw failure("cannot delete file " + file, e);
        }
    }

    /**
     * Rejects a file with another name than this store gave it: a copy made by somebody must not restore a deleted
     * entry.
     *
     * @throws IOException if the names differ
     */
    public static void checkName(String expected, String name) throws IOException {
        if (!expected.equals(name)) {
            throw new IOException("its content does not match its name");
        }
    }

    /** The failure of an operation on a file or folder, with its reason. */
    public static TorrentException failure(String what, IOException e) {
        return new TorrentException(ErrorCode.GENERIC, what + ": " + reason(e), e);
    }

    /** Why a file cannot be used, in words: the message of most of these exceptions is only the path. */
    public static String reason(Exception e) {
        if (e instanceof FileSystemException failed && failed.getReason() == null) {
            return failed.getClass().getSimpleName() + " " + failed.getFile();
        }
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }
}
