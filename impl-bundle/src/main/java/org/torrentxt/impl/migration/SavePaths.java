package org.torrentxt.impl.migration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.torrentxt.api.TorrentException;

/** Where the content of an imported torrent is. */
record SavePaths(Optional<Path> chosen) {
    /**
     * The folder for a torrent.
     *
     * @param saved by the client, in order of preference; empty ones are skipped
     * @throws TorrentException INVALID_ARGUMENT if there is none that this machine can have
     */
    Path choose(String... saved) {
        if (chosen.isPresent()) {
            return chosen.get().toAbsolutePath();
        }
        String last = "";
        for (String path : saved) {
            Optional<Path> usable = absolute(path);
            if (usable.isPresent()) {
                return usable.get();
            }
            last = path.isEmpty() ? last : path;
        }
        throw TorrentException.invalid(
                "no absolute path of this platform: '" + last + "'; specify the folder of its files");
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
