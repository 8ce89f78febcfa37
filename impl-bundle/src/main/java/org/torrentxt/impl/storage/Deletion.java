package org.torrentxt.impl.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.input.Folders;

/**
 * Deletes the files of a torrent that is removed together with them. The engine reports only the last of its errors,
 * and treats a folder that contains other files as an error. So the remaining files are looked up, and deleted if
 * possible.
 *
 * @param folder the save path
 * @param paths of the files, relative to it
 */
public record Deletion(Path folder, List<Path> paths) {
    private static final int MAX_NAMED = 5;

    /** The files of a torrent, by path, and the files that the engine stores next to them. */
    public static Deletion of(Path folder, List<String> paths, InfoHashes hashes) {
        return new Deletion(
                folder,
                Stream.concat(paths.stream().flatMap(path -> path(path).stream()), PartFile.names(hashes))
                        .toList());
    }

    /** The path of a file; empty if there can be none of that name. */
    public static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty(); // then there is no such file either
        }
    }

    /**
     * Deletes the remaining files and names those that cannot be deleted, with the reason; empty if nothing remains.
     */
    public Optional<String> finish() {
        Map<Path, String> left = new LinkedHashMap<>();
        for (Path path : paths) {
            Path file = folder.resolve(path);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                delete(file).ifPresent(reason -> left.put(file, reason));
            }
        }
        paths.forEach(path -> Folders.deleteEmptied(folder, path));
        return left.isEmpty() ? Optional.empty() : Optional.of(sentence(left));
    }

    private Optional<String> delete(Path file) {
        try {
            if (!Folders.isWithin(folder, file)) {
                return Optional.of("outside the save path");
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("is a folder");
            }
            Files.delete(file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Reasons.of(e));
        }
    }

    private static String sentence(Map<Path, String> left) {
        List<String> named = new ArrayList<>(left.entrySet().stream()
                .limit(MAX_NAMED)
                .map(file -> file.getKey() + " (" + file.getValue() + ")")
                .toList());
        if (left.size() > MAX_NAMED) {
            named.add("and " + (left.size() - MAX_NAMED) + " more");
        }
        return named.stream().collect(Collectors.joining(", "));
    }
}
