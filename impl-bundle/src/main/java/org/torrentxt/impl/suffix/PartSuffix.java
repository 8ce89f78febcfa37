package org.torrentxt.impl.suffix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
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

    /** The other path of a file: without the suffix if it has it, else with it. */
    static String other(String path) {
        return isIn(path) ? without(path) : with(path);
    }

    /** True if something has a path, or nothing can have it, or the disk does not say. */
    public static boolean isTaken(Path folder, String path) {
        try {
            return !Files.notExists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return true;
        }
    }

    static boolean isFile(Path folder, String path) {
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
        Set<String> used = folders(paths);
        used.addAll(paths);
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

    private static Set<String> folders(List<String> paths) {
        Set<String> folders = new HashSet<>();
        for (String path : paths) {
            int end = path.lastIndexOf('/');
            while (end > 0 && folders.add(path.substring(0, end))) {
                end = path.lastIndexOf('/', end - 1);
            }
        }
        return folders;
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
     * Those of some files that can have the suffix: neither of their two paths is that of another file, or of a folder
     * of one, and both name a file.
     *
     * @param paths of all files as they are on disk, by index
     */
    static BitSet possible(BitSet files, List<String> paths) {
        Map<String, Integer> uses = new HashMap<>();
        for (int file = 0; file < paths.size(); file++) {
            String path = paths.get(file);
            uses.merge(path, 1, Integer::sum);
            if (files.get(file)) {
                uses.merge(other(path), 1, Integer::sum);
            }
        }
        folders(paths).forEach(folder -> uses.merge(folder, 1, Integer::sum));
        BitSet possible = new BitSet();
        files.stream()
                .filter(file -> file < paths.size()
                        && uses.get(paths.get(file)) == 1
                        && uses.get(other(paths.get(file))) == 1
                        && isName(without(paths.get(file))))
                .forEach(possible::set);
        return possible;
    }

    private static boolean isName(String path) {
        return !Set.of("", ".", "..").contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * The path of a file that has the suffix, or had it, as it is on disk: a process may have died after the file was
     * renamed, and before that was saved.
     *
     * @param saved its path as it was saved last
     */
    public static String onDisk(Path folder, String saved) {
        String other = other(saved);
        return !isTaken(folder, saved) && isFile(folder, other) ? other : saved;
    }
}
