package org.torrentxt.fleet.reconcile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.status.FileInfo;

/**
 * The files of earlier versions, to find what a new one may take from them: what has the same content, wherever it is,
 * or else what has the same path, as parts of it may be the same. The engine checks what is taken. Not thread-safe.
 */
final class FormerFiles {
    /**
     * A file to be copied.
     *
     * @param from the file of an earlier version
     * @param to the path of the new one
     * @param size how many bytes of it at most
     */
    record Copy(Path from, Path to, long size) {}

    private record Former(Path path, long size) {}

    private final Map<String, Former> byRoot = new HashMap<>();
    private final Map<String, Former> byPath = new HashMap<>();

    /**
     * Adds a version; of two with the same file, the one that is added first counts.
     *
     * @param folder its save path
     */
    void add(Path folder, List<FileInfo> files) {
        for (FileInfo file : files) {
            Optional<Path> path = path(folder, file);
            if (path.isEmpty()) {
                continue;
            }
            Former former = new Former(path.get(), file.size());
            if (!file.root().isEmpty()) {
                byRoot.putIfAbsent(file.root(), former);
            }
            if (file.size() > 0) {
                byPath.putIfAbsent(below(file), former);
            }
        }
    }

    /**
     * What a new version takes.
     *
     * @param folder its save path
     * @param isPartly true if files that differ may be taken for parts of them: their pieces must have hashes of v1, as
     *     those of v2 are not known before they are fetched
     */
    List<Copy> copies(Path folder, List<FileInfo> files, boolean isPartly) {
        List<Copy> copies = new ArrayList<>();
        for (FileInfo file : files) {
            if (file.size() > 0) {
                Optional<Former> equal =
                        file.root().isEmpty() ? Optional.empty() : Optional.ofNullable(byRoot.get(file.root()));
                equal.or(() -> isPartly ? Optional.ofNullable(byPath.get(below(file))) : Optional.empty())
                        .flatMap(former -> path(folder, file)
                                .map(path -> new Copy(former.path(), path, Math.min(former.size(), file.size()))))
                        .ifPresent(copies::add);
            }
        }
        return copies;
    }

    // Empty for names that this JVM cannot have, such as those beyond ASCII in the locale C: they are fetched.
    private static Optional<Path> path(Path folder, FileInfo file) {
        try {
            return Optional.of(folder.resolve(file.path()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    // Without the first folder, which is the name of the torrent, and of each version another one.
    private static String below(FileInfo file) {
        int slash = file.path().indexOf('/');
        return slash < 0 ? "" : file.path().substring(slash);
    }
}
