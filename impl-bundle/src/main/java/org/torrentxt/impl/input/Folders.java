package org.torrentxt.impl.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.failure.Reasons;

/** Checks paths given by users and by torrents. */
public final class Folders {
    private Folders() {}

    /**
     * A folder to store files in, created if it does not exist.
     *
     * @param what the kind of path, for the message
     * @throws TorrentException if it cannot be created or written to
     */
    public static String writable(String what, Path folder) {
        Path absolute = Objects.requireNonNull(folder, what).toAbsolutePath();
        checkCharacters(what, absolute.toString());
        if (!absolute.getFileSystem().equals(FileSystems.getDefault())) {
            throw TorrentException.invalid("the " + what + " " + Arguments.brief(absolute)
                    + " is inside an archive; choose a folder of this host's file system");
        }
        try {
            if (!Files.isDirectory(absolute)) { // creating it anyway makes an exception each time
                Files.createDirectories(absolute);
            }
        } catch (IOException e) {
            throw TorrentException.invalid(
                    "cannot create the " + what + " " + Arguments.brief(absolute) + ": " + Reasons.of(e));
        }
        if (!Files.isWritable(absolute)) {
            throw TorrentException.invalid(
                    "the " + what + " " + absolute + " is not writable; choose a writable folder");
        }
        return absolute.toString();
    }

    /**
     * A path within a torrent, given by a user.
     *
     * @return the path without redundant parts
     * @throws TorrentException if it is empty, absolute, or leads outside the torrent
     */
    public static String relative(String path) {
        checkCharacters("path", Objects.requireNonNull(path, "path"));
        return inside(path).orElseThrow(() -> outside(path));
    }

    /**
     * A path within a torrent, from an untrusted file: paths that are not in their shortest form are rejected, too.
     *
     * @throws TorrentException if it is empty, absolute, leads outside, or has redundant parts
     */
    public static void requireInside(String path) {
        // independent of this host: Path rejects characters that the locale cannot encode
        if (path.indexOf('\0') >= 0
                || Stream.of(path.split("/", -1))
                        .anyMatch(name -> Set.of("", ".", "..").contains(name))) {
            throw outside(path);
        }
    }

    private static Optional<String> inside(String path) {
        try {
            Path normal = Path.of(path).normalize();
            return path.isBlank()
                            || normal.isAbsolute()
                            || normal.startsWith("..")
                            || normal.toString().isEmpty()
                    ? Optional.empty()
                    : Optional.of(normal.toString());
        } catch (InvalidPathException e) {
            return Optional.empty(); // not valid on any file system
        }
    }

    private static TorrentException outside(String path) {
        return TorrentException.invalid("invalid path within a torrent: '" + Arguments.brief(path)
                + "'; expected a relative path that stays inside the torrent");
    }

    /** True if two paths below a folder refer to the same existing file. */
    public static boolean wouldReplace(String folder, String from, String to) {
        try {
            Path source = Path.of(folder, from);
            Path target = Path.of(folder, to);
            return Files.exists(source) && Files.exists(target) && !Files.isSameFile(source, target);
        } catch (InvalidPathException | IOException e) {
            return false; // the engine will report it
        }
    }

    /** True if a file is actually below a folder, after resolving symbolic links. */
    public static boolean isWithin(Path folder, Path file) throws IOException {
        return file.getParent().toRealPath().startsWith(folder.toRealPath());
    }

    /**
     * Deletes the empty parent folders of a file, innermost first, but never the folder that the path is relative to.
     */
    public static void deleteEmptied(Path folder, Path path) {
        deleteEmptied(folder, path, parent -> true);
    }

    /** As {@link #deleteEmptied(Path, Path)}, up to the first that must not be deleted, by its relative path. */
    public static void deleteEmptied(Path folder, Path path, Predicate<Path> mayBeDeleted) {
        Path normal = path.normalize();
        for (Path parent = normal.getParent();
                parent != null && mayBeDeleted.test(parent);
                parent = parent.getParent()) {
            Path emptied = folder.resolve(parent);
            try {
                if (Files.isDirectory(emptied, LinkOption.NOFOLLOW_LINKS) && isWithin(folder, emptied)) {
                    Files.delete(emptied);
                }
            } catch (IOException e) {
                return; // not empty, or not permitted
            }
        }
    }

    /**
     * The content of a regular file.
     *
     * @param limit the maximum number of bytes
     * @throws IOException if it cannot be read
     * @throws TorrentException if it is not a regular file, or longer
     */
    public static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = open(file, limit)) {
            return in.readNBytes(limit);
        }
    }

    /**
     * Opens a regular file for sequential reading.
     *
     * @param limit the maximum number of bytes
     * @throws IOException if it cannot be read
     * @throws TorrentException if it is not a regular file, or longer
     */
    public static InputStream open(Path file, int limit) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a device or pipe could be endless
            throw TorrentException.invalid("not a regular file: " + file);
        }
        if (Files.exists(file) && Files.size(file) > limit) {
            throw TorrentException.invalid("file too long: " + file + "; expected at most " + limit + " bytes");
        }
        return Files.newInputStream(file);
    }

    /**
     * A path given as text.
     *
     * @param what the kind of path, for the message
     * @throws TorrentException if it is not valid on this host
     */
    public static Path path(String what, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw TorrentException.invalid("invalid " + what + " '" + Arguments.brief(text) + "': " + e.getReason());
        }
    }

    // The binding passes them in an encoding of its own, so other files would be used.
    private static void checkCharacters(String what, String path) {
        if (path.chars().anyMatch(character -> Character.isSurrogate((char) character))) {
            throw TorrentException.invalid("the " + what + " " + Arguments.brief(path)
                    + " contains characters beyond U+FFFF, which the engine does not support; choose a path"
                    + " without them");
        }
    }
}
