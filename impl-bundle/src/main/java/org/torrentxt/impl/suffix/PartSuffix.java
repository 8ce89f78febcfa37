package org.torrentxt.impl.suffix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.storage.FileNames;

/** The suffix of incomplete files: their names with and without it, and which of both is on disk. */
public final class PartSuffix {
    private static final String SUFFIX = ".part";
    private static final int MAX_NAME = 255; // bytes, on Linux

    private PartSuffix() {}

    /** True if a path ends with the suffix. */
    public static boolean isIn(String path) {
        return path.endsWith(SUFFIX);
    }

    /** A path with the suffix. */
    public static String with(String path) {
        return path + SUFFIX;
    }

    /** A path without the suffix, if it has it. */
    public static String without(String path) {
        return isIn(path) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    }

    /** True if something has a path, or nothing can have it. */
    public static boolean isTaken(Path folder, String path) {
        try {
            return Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private static boolean isFile(Path folder, String path) {
        try {
            return Files.isRegularFile(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * The paths of those of a new torrent's files that get the suffix: of which there is nothing on disk yet, or only a
     * file with the suffix.
     *
     * @param folder where they are to be
     * @param paths of all files, by index
     * @param mayHave false for files that never get it
     * @return with the suffix, by index
     */
    public static Map<Integer, String> choose(Path folder, List<String> paths, IntPredicate mayHave) {
        Set<String> used = used(paths);
        Map<Integer, String> chosen = new TreeMap<>();
        for (int file = 0; file < paths.size(); file++) {
            String path = paths.get(file);
            String suffixed = with(path);
            if (mayHave.test(file)
                    && isPossible(path)
                    && !used.contains(suffixed)
                    && !isTaken(folder, path)
                    && (isFile(folder, suffixed) || !isTaken(folder, suffixed))) {
                chosen.put(file, suffixed);
            }
        }
        return chosen;
    }

    // by other files, and folders of files
    private static Set<String> used(List<String> paths) {
        Set<String> used = new HashSet<>();
        for (String path : paths) {
            String part = path;
            while (used.add(part) && part.indexOf('/') > 0) {
                part = part.substring(0, part.lastIndexOf('/'));
            }
        }
        return used;
    }

    // The binding cannot pass all names on when the file is renamed; those that end with the suffix could not be told
    // from others.
    private static boolean isPossible(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return !isIn(path)
                && Arguments.isPlain(path)
                && FileNames.problem(List.of(path)).isEmpty()
                && with(name).getBytes(StandardCharsets.UTF_8).length <= MAX_NAME;
    }

    /**
     * The path of a file that has the suffix, or had it, as it is on disk: a process may have died after the file was
     * renamed, and before that was saved.
     *
     * @param saved its path as it was saved last
     */
    public static String onDisk(Path folder, String saved) {
        String other = isIn(saved) ? without(saved) : with(saved);
        return !isTaken(folder, saved) && isFile(folder, other) ? other : saved;
    }
}
