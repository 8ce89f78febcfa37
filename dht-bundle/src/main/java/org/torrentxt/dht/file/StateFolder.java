package org.torrentxt.dht.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.statefile.StateFiles;
import org.torrentxt.statefile.StateListener;

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

    private final Path folder;
    private final String suffix;
    private final Format<T> format;
    private final Damage damage;
    private final StateFiles files;

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
        this.files = new StateFiles(folder, MAX_LENGTH, new Reports(damage));
    }

    private record Reports(Damage damage) implements StateListener {
        @Override
        public void damaged(Path file, String reason) {
            LOG.error("Cannot use a file: {}; it is set aside as {}", reason, file);
            damage.unusable(file, reason);
        }

        @Override
        public void refused(Path file, String reason) {
            LOG.error("Cannot use file {}: {}; it is left unchanged and ignored", file, reason);
            damage.unusable(file, reason);
        }
    }

    /**
     * All entries in usable files, by file name without suffix. Damaged files are renamed; files that cannot be read, or
     * only by a newer version, are unchanged; both are logged and reported. Never fails. Must be called before the first
     * entry is saved.
     */
    public Map<String, T> load() {
        Map<String, T> things = new LinkedHashMap<>();
        try {
            files.cleanUp();
        } catch (IOException e) {
            LOG.warn("Could not delete incomplete files in {}: {}", folder, reason(e));
        }
        for (String file : names()) {
            String name = file.substring(0, file.length() - suffix.length());
            files.read(file, content -> things.put(name, format.read(name, content)));
        }
        return things;
    }

    private List<String> names() {
        try {
            return files.names(suffix);
        } catch (IOException e) {
            LOG.error("Cannot read folder {}: {}; its content is ignored", folder, reason(e));
            damage.unusable(folder, reason(e));
            return List.of();
        }
    }

    /**
     * Writes an entry; it is on disk when this returns.
     *
     * @param name of its file, without suffix
     * @throws TorrentException {@link ErrorCode#GENERIC} if that fails, or there is a file that was not read
     */
    public void save(String name, T thing) {
        Path file = folder.resolve(name + suffix);
        try {
            files.save(name + suffix, format.write(thing));
        } catch (FileAlreadyExistsException e) {
            throw new TorrentException(
                    ErrorCode.GENERIC,
                    "file " + file
                            + " could not be read at the start and is not overwritten; make it readable or move it"
                            + " away, then restart the store");
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
        try {
            files.delete(name + suffix);
        } catch (IOException e) {
            throw failure("cannot delete file " + folder.resolve(name + suffix), e);
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

    /** Why a file cannot be used, in words. */
    public static String reason(Exception e) {
        return StateFiles.reason(e);
    }
}
