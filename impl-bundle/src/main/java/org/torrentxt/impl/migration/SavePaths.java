package org.torrentxt.impl.migration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.TorrentException;

/**
 * Where the content of torrents is that come from elsewhere.
 *
 * @param chosen the folder of all of them; empty for their own
 * @param replaced folders in the place of former ones, by these as they were written on their platform
 */
public record SavePaths(Optional<Path> chosen, Map<String, Path> replaced) {
    /**
     * The folder for a torrent.
     *
     * @param saved by the client, in order of preference; empty ones are skipped
     * @throws TorrentException INVALID_ARGUMENT if there is none that this machine can have
     */
    public Path choose(String... saved) {
        if (chosen.isPresent()) {
            return chosen.get().toAbsolutePath();
        }
        String last = "";
        for (String path : saved) {
            Optional<Path> usable = replace(path).or(() -> absolute(path));
            if (usable.isPresent()) {
                return usable.get();
            }
            last = path.isEmpty() ? last : path;
        }
        throw TorrentException.invalid(
                "no absolute path of this platform: '" + last + "'; specify the folder of its files");
    }

    private Optional<Path> replace(String path) {
        return replaced.keySet().stream()
                .filter(former -> rest(path, former).isPresent())
                .max(Comparator.comparingInt(String::length))
                .flatMap(
                        former -> below(replaced.get(former), rest(path, former).orElseThrow()));
    }

    // What follows the former folder, by whole names; drives have no upper and lower case.
    private static Optional<String> rest(String path, String former) {
        String whole = slashed(path);
        String begin = slashed(former).replaceAll("/+$", "");
        boolean isDrive = begin.matches("[A-Za-z]:.*");
        boolean begins = whole.regionMatches(isDrive, 0, begin, 0, begin.length())
                && (whole.length() == begin.length() || whole.charAt(begin.length()) == '/');
        return path.isEmpty() || !begins ? Optional.empty() : Optional.of(whole.substring(begin.length()));
    }

    private static String slashed(String path) {
        boolean isWindows = path.matches("(?s)[A-Za-z]:.*") || path.startsWith("\\\\");
        return isWindows ? path.replace('\\', '/') : path;
    }

    private static Optional<Path> below(Path folder, String rest) {
        try {
            Path base = folder.toAbsolutePath().normalize();
            Path path = base.resolve(rest.replaceAll("^/+", "")).normalize();
            return Optional.of(path).filter(within -> within.startsWith(base));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> absolute(String path) {
        try {
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(path)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
