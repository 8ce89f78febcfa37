package org.torrentxt.impl.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;

/** Paths that people name: refused where the engine could not use them, or must not. */
final class Folders {
    private Folders() {}

    /**
     * A folder to put files in, made if it is not there.
     *
     * @param what what it is, for the message
     * @throws TorrentException if it cannot be made or written to
     */
    static String writable(String what, Path folder) {
        Path absolute = Objects.requireNonNull(folder, what).toAbsolutePath();
        checkCharacters(what, absolute.toString());
        if (!absolute.getFileSystem().equals(FileSystems.getDefault())) {
            throw TorrentException.invalid("the " + what + " " + Given.brief(absolute)
                    + " is within an archive; name one of this host's own folders");
        }
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw TorrentException.invalid(
                    "the " + what + " " + Given.brief(absolute) + " cannot be made: " + reason(e));
        }
        if (!Files.isWritable(absolute)) {
            throw TorrentException.invalid(
                    "the " + what + " " + absolute + " cannot be written to; name a folder that can be");
        }
        return absolute.toString();
    }

    /**
     * A path within a torrent, as a user gave it.
     *
     * @return it without redundant parts
     * @throws TorrentException if it is empty, absolute, or leads out
     */
    static String relative(String path) {
        checkCharacters("path", Objects.requireNonNull(path, "path"));
        return inside(path).orElseThrow(() -> outside(path));
    }

    /**
     * A path within a torrent, as somebody else's file gave it: one that is not in its shortest form is refused, too.
     *
     * @throws TorrentException if it is empty, absolute, leads out, or has redundant parts
     */
    static void requireInside(String path) {
        // whatever this host's names are: not by Path, which refuses what the locale does not know
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
            return Optional.empty(); // no file system takes it
        }
    }

    private static TorrentException outside(String path) {
        return TorrentException.invalid("not a path within a torrent: '" + Given.brief(path)
                + "'; expected a relative one that does not lead out of it");
    }

    /** True if a file that is there would take the place of another, both by their paths below a folder. */
    static boolean wouldReplace(String folder, String from, String to) {
        try {
            Path source = Path.of(folder, from);
            Path target = Path.of(folder, to);
            return Files.exists(source) && Files.exists(target) && !Files.isSameFile(source, target);
        } catch (InvalidPathException | IOException e) {
            return false; // the engine will tell
        }
    }

    /** True if a file is really below a folder, whatever symbolic links there are on the way to it. */
    static boolean isWithin(Path folder, Path file) throws IOException {
        return file.getParent().toRealPath().startsWith(folder.toRealPath());
    }

    /** Deletes the folders on the way to a file that are empty, the innermost first; never the folder that the path is relative to. */
    static void deleteEmptied(Path folder, Path path) {
        Path normal = path.normalize();
        for (Path parent = normal.getParent(); parent != null; parent = parent.getParent()) {
            Path emptied = folder.resolve(parent);
            try {
                if (Files.isDirectory(emptied, LinkOption.NOFOLLOW_LINKS) && isWithin(folder, emptied)) {
                    Files.delete(emptied);
                }
            } catch (IOException e) {
                return; // it is not empty, or not ours to delete
            }
        }
    }

    /**
     * The content of a regular file.
     *
     * @param limit how many bytes it may have
     * @throws IOException if it cannot be read
     * @throws TorrentException if it is no regular file, or longer
     */
    static byte[] read(Path file, int limit) throws IOException {
        try (InputStream in = open(file, limit)) {
            return in.readNBytes(limit);
        }
    }

    /**
     * Opens a regular file to be read bit by bit.
     *
     * @param limit how many bytes it may have
     * @throws IOException if it cannot be read
     * @throws TorrentException if it is no regular file, or longer
     */
    static InputStream open(Path file, int limit) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a device or pipe could go on for ever
            throw TorrentException.invalid(file + " is no regular file");
        }
        if (Files.exists(file) && Files.size(file) > limit) {
            throw TorrentException.invalid(file + " is too long; expected " + limit + " bytes at the most");
        }
        return Files.newInputStream(file);
    }

    /**
     * A path that came as text.
     *
     * @param what what it is, for the message
     * @throws TorrentException if no file system takes it
     */
    static Path path(String what, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw TorrentException.invalid(
                    "the " + what + " '" + Given.brief(text) + "' is no path on this host: " + e.getReason());
        }
    }

    // The binding hands them on in an encoding of its own, and other files than those named would be used.
    private static void checkCharacters(String what, String path) {
        if (path.chars().anyMatch(character -> Character.isSurrogate((char) character))) {
            throw TorrentException.invalid("the " + what + " " + Given.brief(path)
                    + " has characters beyond U+FFFF, which do not reach the engine as they are; name one without");
        }
    }

    /** Why a file could not be used, in words. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName();
    }
}
