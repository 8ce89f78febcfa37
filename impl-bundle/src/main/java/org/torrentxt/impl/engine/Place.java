package org.torrentxt.impl.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.move_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;

/**
 * Where the files of a torrent are, and that none of them is elsewhere. A torrent without metadata whose save path may hold a link that
 * leads out waits in a folder of its own: the engine writes as soon as it has the metadata, before anybody can look at the names.
 */
final class Place {
    private static final Logger LOG = LoggerFactory.getLogger(Place.class);
    private static final String STAGE = ".torrentxt-";

    private final int id;
    private final FilePaths paths;
    private volatile Path destination; // while it waits elsewhere, else null
    private volatile String problem = "";

    /** That of one torrent, by its id. */
    Place(int id, FilePaths paths, Optional<Path> destination) {
        this.id = id;
        this.paths = paths;
        this.destination = destination.orElse(null);
    }

    /** A folder of its own for a torrent to wait in. Nothing can be in it yet. */
    static Path stage(Path savePath) {
        return savePath.resolve(STAGE + UUID.randomUUID());
    }

    /**
     * Refuses metadata of which a file would be outside the save path.
     *
     * @param paths those of its files
     * @throws TorrentException naming the file
     */
    static void check(Path savePath, torrent_info info, List<String> paths) {
        paths.forEach(Folders::requireInside);
        List<String> all = new ArrayList<>(paths);
        all.add("." + info.info_hashes().get_best().to_hex() + ".parts"); // the engine's, for pieces of skipped files
        Links.requireNone(savePath, all);
    }

    /** The save path, of which the engine says this. */
    Path of(String engineSays) {
        Path waitsFor = destination;
        return waitsFor == null ? Path.of(engineSays) : waitsFor;
    }

    /** Why it cannot go on; empty if it can. */
    String problem() {
        return problem;
    }

    /**
     * Refuses a folder in which one of its files would be outside. Does nothing while the metadata is unknown.
     *
     * @throws TorrentException naming the file
     */
    void requireInside(torrent_handle handle, Path folder) {
        TorrentReader.metadata(handle).ifPresent(info -> check(folder, info, paths.of(handle)));
    }

    /** Refuses the folder in which the engine has its files; see {@link #requireInside(torrent_handle, Path)}. */
    void requireInside(torrent_handle handle) {
        requireInside(handle, Path.of(engineSays(handle)));
    }

    private static String engineSays(torrent_handle handle) {
        return handle.status(torrent_handle.query_save_path).getSave_path();
    }

    /**
     * Looks at where the files of metadata that has come would be: pauses the torrent if one would be outside, and ends its waiting if
     * none is.
     *
     * @return what is wrong; empty if nothing is
     */
    Optional<String> settle(torrent_handle handle) {
        if (TorrentReader.metadata(handle).isEmpty()) {
            return Optional.empty(); // there is nothing to look at yet
        }
        Path folder = of(engineSays(handle));
        try {
            requireInside(handle, folder);
        } catch (TorrentException e) {
            problem = e.getMessage();
            handle.unset_flags(libtorrent.getAuto_managed());
            handle.pause();
            LOG.warn("Torrent {} is paused: {}", id, problem);
            return Optional.of(problem);
        }
        problem = "";
        if (destination != null) {
            handle.move_storage(folder.toString(), move_flags_t.dont_replace); // what is there is checked then
        }
        return Optional.empty();
    }

    /**
     * Looks again at what was wrong.
     *
     * @throws TorrentException if it still is
     */
    void requireSettled(torrent_handle handle) {
        if (!problem.isEmpty()) {
            settle(handle).ifPresent(reason -> {
                throw TorrentException.invalid(reason);
            });
        }
    }

    /** Sends it elsewhere while it waits; false if it does not. */
    boolean redirect(Path folder) {
        boolean waits = destination != null && problem.isEmpty();
        if (waits) {
            destination = folder;
        }
        return waits;
    }

    /** Takes over that the engine has moved its files from there. */
    void moved(Path from) {
        destination = null;
        if (from.getFileName() != null && from.getFileName().toString().startsWith(STAGE)) {
            try {
                Files.deleteIfExists(from);
            } catch (IOException e) {
                LOG.warn("Cannot delete the folder {}: {}; delete it", from, Folders.reason(e));
            }
        }
    }
}
