package org.torrentxt.impl.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.impl.input.Folders;

/**
 * The hidden folders of a {@link Relocation}, and what is in them after a process has died. At the new place {@code
 * .TAG.moving} has the copies ({@code files}), the old place in a file {@code from}, and a file {@code placed} once all
 * copies are in their places; at the old place {@code .TAG.moved} has the files that were taken from theirs.
 */
public final class Leftovers {
    private static final String FILES = "files";
    private static final String FROM = "from";
    private static final String PLACED = "placed";
    private static final int SHORT_HASH = 40;
    private static final Pattern HIDDEN = Pattern.compile("\\.\\p{XDigit}{" + SHORT_HASH + "}\\.mov(ing|ed)");

    // folders of moves that this process makes, whichever session
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private Leftovers() {}

    /** Whether it is worth looking for what may be left of a torrent. */
    @FunctionalInterface
    public interface Search {
        int FEW = 50; // torrents, for which looking costs less than a list

        /** Has it looked for in any case. */
        Search ALWAYS = (folder, tag) -> true;

        /** False if there is nothing of a torrent in a folder. */
        boolean mayFind(Path folder, String tag);

        /** Lists a folder once, if many torrents are added to it at the same time. Not thread-safe. */
        static Search once() {
            Map<Path, Integer> asked = new HashMap<>();
            Map<Path, Optional<Set<Path>>> hidden = new HashMap<>(); // empty if a folder cannot be listed
            return (folder, tag) -> asked.merge(folder, 1, Integer::sum) <= FEW
                    || hidden.computeIfAbsent(folder, Leftovers::hidden)
                            .map(found -> found.contains(aside(folder, tag)) || found.contains(copies(folder, tag)))
                            .orElse(true);
        }
    }

    private static Optional<Set<Path>> hidden(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return Optional.of(entries.filter(entry ->
                            HIDDEN.matcher(entry.getFileName().toString()).matches())
                    .collect(Collectors.toSet()));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Keeps the hidden folders of a move from others; false if they are in use. */
    static boolean claim(Path copies, Path aside) {
        if (!IN_USE.add(copies)) {
            return false;
        }
        if (!IN_USE.add(aside)) {
            IN_USE.remove(copies);
            return false;
        }
        return true;
    }

    static void unclaim(Path copies, Path aside) {
        IN_USE.removeAll(Set.of(copies, aside));
    }

    /** What tells the hidden folders of a torrent from those of others. */
    public static String tag(InfoHashes hashes) {
        return tag(hashes.best().orElseThrow());
    }

    public static String tag(InfoHash hash) {
        return hash.hex().substring(0, SHORT_HASH);
    }

    static Path copies(Path to, String tag) {
        return to.resolve("." + tag + ".moving");
    }

    static Path aside(Path from, String tag) {
        return from.resolve("." + tag + ".moved");
    }

    static Path files(Path copies) {
        return copies.resolve(FILES);
    }

    /** Makes the folder for copies. */
    static void begin(Path copies, Path from) throws IOException {
        deleteTree(copies); // copies of what is elsewhere
        Files.createDirectories(files(copies));
        Files.writeString(copies.resolve(FROM), from.toString());
    }

    /** True if there are copies of the files of a folder, of a move that has not come to its end. */
    static boolean isOf(Path copies, Path from) throws IOException {
        return isFolder(files(copies))
                && Files.isRegularFile(copies.resolve(FROM), LinkOption.NOFOLLOW_LINKS)
                && Files.readString(copies.resolve(FROM)).equals(from.toString());
    }

    static void markPlaced(Path copies) throws IOException {
        Files.writeString(copies.resolve(PLACED), "");
    }

    /**
     * Puts in order what a process has left behind that died while it moved the files of a torrent: brings back the
     * files that had been taken from this place; ends a move to this place. What was copied to another place only is
     * kept there for the next move.
     *
     * @param savePath where the torrent is to be
     * @return true if files may be there now that were not there before
     */
    public static boolean recover(Path savePath, String tag) throws IOException {
        Path aside = aside(savePath, tag);
        Path copies = copies(savePath, tag);
        boolean isLeft = isFolder(aside) && !IN_USE.contains(aside);
        if (isLeft) {
            bringBack(aside, savePath);
        }
        if (isFolder(copies) && !IN_USE.contains(copies)) {
            finish(savePath, copies, tag);
        }
        return isLeft;
    }

    private static void finish(Path to, Path copies, String tag) throws IOException {
        Path from = origin(copies);
        if (Files.isRegularFile(copies.resolve(PLACED), LinkOption.NOFOLLOW_LINKS)) {
            Path aside = aside(from, tag);
            if (isFolder(aside) && !IN_USE.contains(aside)) {
                deleteCopied(aside, to);
            }
            deleteTree(copies);
        } else if (isFolder(from)) { // its files were not touched yet
            deleteTree(copies);
        }
    }

    private static Path origin(Path copies) throws IOException {
        try {
            return Path.of(Files.readString(copies.resolve(FROM)));
        } catch (InvalidPathException e) {
            throw new FileSystemException(copies.toString(), null, "it names no folder");
        }
    }

    private static void deleteCopied(Path aside, Path to) throws IOException {
        for (Path kept : innermostFirst(aside)) {
            Path copy = to.resolve(aside.relativize(kept));
            if (Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)
                    && Files.isRegularFile(copy)
                    && Files.size(kept) == Files.size(copy)) { // compared before they were set aside
                Files.delete(kept);
            }
        }
        deleteEmpty(aside);
    }

    /** Moves files from a hidden folder back to where they belong, except onto others. */
    static void bringBack(Path aside, Path to) throws IOException {
        if (!isFolder(aside)) {
            return;
        }
        for (Path kept : innermostFirst(aside)) {
            Path place = to.resolve(aside.relativize(kept));
            if (!isFolder(kept) && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(place.getParent());
                if (Folders.isWithin(to, place)) {
                    Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        deleteEmpty(aside);
    }

    /** Deletes a folder and all that is in it; links are not followed. */
    public static void deleteTree(Path root) throws IOException {
        if (isFolder(root)) {
            for (Path path : innermostFirst(root)) {
                Files.delete(path);
            }
        }
    }

    private static void deleteEmpty(Path root) throws IOException {
        for (Path folder : innermostFirst(root)) {
            try (Stream<Path> entries = isFolder(folder) ? Files.list(folder) : Stream.of(folder)) {
                if (entries.findAny().isEmpty()) {
                    Files.delete(folder);
                }
            }
        }
    }

    // There is none for nearly all torrents, which a File tells without making an exception of it.
    private static boolean isFolder(Path path) {
        return path.toFile().exists() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> innermostFirst(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
