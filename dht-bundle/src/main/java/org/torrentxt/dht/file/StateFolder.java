package org.torrentxt.dht.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** The files of one kind of things that a store remembers, one file each in a folder of their own. */
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

    /** Hears of files that are damaged. */
    public interface Damage {
        /** A damaged file is now at this place, for this reason. */
        void setAside(Path file, String reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final int MAX_LENGTH = 1 << 20;
    private static final int MAX_DAMAGED = 1_000;

    private final Path folder;
    private final String suffix;
    private final Format<T> format;
    private final Damage damage;

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
     * All things whose files can be used, by the names of their files without suffix. The other files are renamed, logged and told of.
     * Never fails.
     */
    public Map<String, T> load() {
        Map<String, T> things = new LinkedHashMap<>();
        for (Path file : files()) {
            try (InputStream in = Files.newInputStream(file)) {
                things.put(name(file), format.read(name(file), in.readNBytes(MAX_LENGTH)));
            } catch (IOException | RuntimeException e) { // whatever it is, the store goes on without it
                setAside(file, reason(e));
            }
        }
        return things;
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
            damage.setAside(aside, reason);
        } catch (IOException e) {
            LOG.error("File {} cannot be used: {}; nor be set aside: {}", file, reason, reason(e));
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
     * @throws TorrentException {@link ErrorCode#GENERIC} if that is not possible
     */
    public void save(String name, T thing) {
        Path file = folder.resolve(name + suffix);
        try {
            PrivateFiles.createFolder(folder);
            PrivateFiles.replaceFile(file, format.write(thing));
        } catch (IOException e) {
            throw new TorrentException(ErrorCode.GENERIC, "file " + file + " cannot be written: " + reason(e), e);
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
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new TorrentException(ErrorCode.GENERIC, "file " + file + " cannot be deleted: " + reason(e), e);
        }
    }

    /** Why a file cannot be used, in words: the message of most of these exceptions is but the path. */
    public static String reason(Exception e) {
        if (e instanceof FileSystemException failed && failed.getReason() == null) {
            return failed.getClass().getSimpleName() + " " + failed.getFile();
        }
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }
}
