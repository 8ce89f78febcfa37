package org.torrentxt.impl.engine;

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
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;

/**
 * The files of a torrent that is removed with them. The engine reports the last of its errors alone, forgets those before it, and
 * takes a folder for an error that has files of others: so what is left is looked up, and deleted if that is possible.
 *
 * @param folder the save path
 * @param paths of the files, relative to it
 */
record Deletion(Path folder, List<Path> paths) {
    private static final int MAX_NAMED = 5;
    private static final int SHORT_HASH = 40;

    /** The files of a torrent, by their paths in it, and what the engine keeps beside them. */
    static Deletion of(Path folder, List<String> paths, InfoHashes hashes) {
        Stream<Path> parts = hashes.stream().map(InfoHash::hex).map(hex -> Path.of(partsOf(hex)));
        return new Deletion(
                folder,
                Stream.concat(paths.stream().flatMap(path -> path(path).stream()), parts)
                        .toList());
    }

    private static String partsOf(String hex) {
        return "." + hex.substring(0, SHORT_HASH) + ".parts";
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty(); // then there is no such file either
        }
    }

    /** Deletes what is left and names what cannot be deleted, with why; empty if nothing is left. */
    Optional<String> finish() {
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
                return Optional.of("it is outside of the save path");
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("it is a folder");
            }
            Files.delete(file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Folders.reason(e));
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
