package org.torrentxt.impl.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.torrentxt.api.TorrentException;

/**
 * Checks symbolic links that already exist in a save path: the engine follows them, so a torrent with matching names
 * would write, read and delete files elsewhere.
 */
public final class Links {
    private static final int MANY = 1_000; // folders with more entries are not searched

    private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static volatile Found lastFound; // null until a folder was searched

    private final Path folder;
    private final Set<Path> inside = new HashSet<>(); // folders below it that do not lead outside

    private Links(Path folder) {
        this.folder = folder;
    }

    /**
     * Rejects paths that lead outside a folder through a link, or that are not regular files.
     *
     * @param folder an absolute path; need not exist
     * @param paths relative paths
     * @throws TorrentException naming the path and the link
     */
    public static void requireNone(Path folder, List<String> paths) {
        wayOut(folder, paths).ifPresent(problem -> {
            throw TorrentException.invalid(problem + "; remove it, or choose another save path");
        });
    }

    private static Optional<String> wayOut(Path folder, List<String> paths) {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        Links links = new Links(folder);
        return paths.stream().flatMap(path -> links.wayOut(path).stream()).findFirst();
    }

    private Optional<String> wayOut(String path) {
        Path place = folder;
        try {
            for (Path name : Path.of(path)) {
                place = place.resolve(name);
                if (!inside.contains(place)) {
                    Optional<BasicFileAttributes> found = attributes(place, LinkOption.NOFOLLOW_LINKS);
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    boolean isLink = found.get().isSymbolicLink();
                    if (isLink && leadsOut(place)) {
                        return Optional.of("file '" + path + "' would be outside the save path: " + place
                                + " is a symbolic link to a place outside");
                    }
                    Optional<BasicFileAttributes> target = isLink ? attributes(place) : found;
                    if (target.isPresent() && target.get().isDirectory()) {
                        inside.add(place);
                    } else if (target.isPresent() && !target.get().isRegularFile()) {
                        return Optional.of("cannot use file '" + path + "': " + place + " is a device or pipe");
                    }
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty(); // no such file can exist
        }
        return Optional.empty();
    }

    // In one step, as this is done for each file of a torrent. Nothing if it does not exist, or cannot be read.
    private static Optional<BasicFileAttributes> attributes(Path place, LinkOption... options) {
        try {
            return Optional.of(Files.readAttributes(place, BasicFileAttributes.class, options));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean leadsOut(Path link) {
        try {
            return !target(link).startsWith(folder.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    // For a dangling link, the folder where a file would be created.
    private static Path target(Path link) throws IOException {
        if (Files.exists(link)) {
            return link.toRealPath();
        }
        Path target = link.getParent()
                .toRealPath()
                .resolve(Files.readSymbolicLink(link))
                .normalize();
        while (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            target = target.getParent();
        }
        return target.toRealPath(); // fails for another dangling link
    }

    /**
     * True if there may be a link that leads outside a folder: one exists, or there are too many entries to search. What
     * was found stands for a second, unless entries of the folder itself were added or removed: thousands of torrents
     * may be added to it one after the other.
     */
    public static boolean mayLeadOut(Path folder) {
        Optional<BasicFileAttributes> now = attributes(folder);
        if (now.isEmpty()) {
            return Files.exists(folder);
        }
        FileTime modified = now.get().lastModifiedTime();
        Found known = lastFound;
        if (known == null || !known.isOf(folder, modified)) {
            long begun = System.nanoTime();
            known = new Found(folder, modified, begun, search(folder));
            lastFound = known;
        }
        return known.leadsOut();
    }

    private static boolean search(Path folder) {
        try {
            Search search = new Search(new Links(folder));
            Files.walkFileTree(folder, search);
            return search.found;
        } catch (IOException e) {
            return true;
        }
    }

    private record Found(Path folder, FileTime modified, long searched, boolean leadsOut) {
        boolean isOf(Path other, FileTime otherModified) {
            return System.nanoTime() - searched < VALID_NANOS && folder.equals(other) && modified.equals(otherModified);
        }
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Links links;
        private int seen;
        private boolean found;

        Search(Links links) {
            this.links = links;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            found = ++seen > MANY;
            return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found = ++seen > MANY || attributes.isOther() || attributes.isSymbolicLink() && links.leadsOut(file);
            return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            found = true;
            return FileVisitResult.TERMINATE;
        }
    }
}
