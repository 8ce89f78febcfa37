package org.torrentxt.impl.engine.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.move_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.input.Folders;
import org.torrentxt.impl.storage.Deletion;
import org.torrentxt.impl.storage.FileSystemBorder;
import org.torrentxt.impl.storage.Links;

/**
 * The location of a torrent's files; ensures that none of them is outside the save path. A torrent without metadata
 * whose save path may contain a link to the outside is kept in a folder of its own, as the engine writes as soon as it
 * has the metadata, before the file names can be checked.
 */
public final class Place {
    private static final Logger LOG = LoggerFactory.getLogger(Place.class);
    private static final String STAGE = ".torrentxt-";

    private final int id;
    private final FilePaths paths;
    private final Consumer<Path> mover;
    private final BiConsumer<Path, Consumer<torrent_handle>> own;
    private volatile Path destination; // while it waits elsewhere, else null
    private volatile String problem = "";

    /**
     * That of one torrent, by its id.
     *
     * @param mover moves it to another file system, or finds out why it cannot; does nothing if it is being moved
     * @param own runs what makes the engine move to that folder, which it answers as if somebody had asked for it
     */
    public Place(
            int id,
            FilePaths paths,
            Optional<Path> destination,
            Consumer<Path> mover,
            BiConsumer<Path, Consumer<torrent_handle>> own) {
        this.own = own;
        this.mover = mover;
        this.id = id;
        this.paths = paths;
        this.destination = destination.orElse(null);
    }

    /** A separate empty folder for a torrent to wait in. */
    static Path stage(Path savePath) {
        return savePath.resolve(STAGE + UUID.randomUUID());
    }

    /** The folder that {@link #stage} was called with, if this is its result; else the same. */
    static Path withoutStage(Path path) {
        return path.getParent() != null && path.getFileName().toString().startsWith(STAGE) ? path.getParent() : path;
    }

    /**
     * Rejects metadata with a file that would be outside the save path.
     *
     * @param paths the paths of its files
     * @throws TorrentException naming the file
     */
    static void check(Path savePath, torrent_info info, List<String> paths) {
        paths.forEach(Folders::requireInside);
        List<String> all = new ArrayList<>(paths);
        all.add("." + info.info_hashes().get_best().to_hex() + ".parts"); // the engine's, for pieces of skipped files
        Links.requireNone(savePath, all);
    }

    /** The save path, given the one reported by the engine. */
    public Path of(String engineSays) {
        Path waitsFor = destination;
        return waitsFor == null ? Path.of(engineSays) : waitsFor;
    }

    /** Why it cannot continue; empty if it can. */
    public String problem() {
        return problem;
    }

    /**
     * Rejects a folder if one of its files would be outside. Does nothing while the metadata is unknown.
     *
     * @throws TorrentException naming the file
     */
    public void requireInside(torrent_handle handle, Path folder) {
        Metadata.of(handle).ifPresent(info -> check(folder, info, paths.of(handle)));
    }

    /** Checks the folder that the engine stores its files in; see {@link #requireInside(torrent_handle, Path)}. */
    public void requireInside(torrent_handle handle) {
        requireInside(handle, Path.of(engineSays(handle)));
    }

    private static String engineSays(torrent_handle handle) {
        return handle.status(torrent_handle.query_save_path).getSave_path();
    }

    /**
     * Checks where the files of newly received metadata would be: pauses the torrent if one would be outside, otherwise
     * moves it to its final folder.
     *
     * @return the problem; empty if there is none
     */
    public Optional<String> settle(torrent_handle handle) {
        if (Metadata.of(handle).isEmpty()) {
            return Optional.empty(); // nothing to check yet
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
        if (destination == null) {
            return Optional.empty();
        }
        Path from = Path.of(engineSays(handle));
        List<Path> files = paths.of(handle).stream()
                .flatMap(path -> Deletion.path(path).stream())
                .toList();
        if (!canTake(folder) || FileSystemBorder.isBetween(from, folder, files)) {
            mover.accept(folder);
        } else {
            own.accept(
                    folder,
                    now -> now.move_storage(
                            folder.toString(), move_flags_t.dont_replace)); // what is there is checked then
        }
        return Optional.empty();
    }

    // The engine says so only if it has files to move by then, which is a matter of milliseconds.
    private static boolean canTake(Path folder) {
        return Files.isDirectory(folder) && Files.isWritable(folder);
    }

    /**
     * Checks again whether the problem still exists.
     *
     * @throws TorrentException if it does
     */
    public void requireSettled(torrent_handle handle) {
        if (!problem.isEmpty()) {
            settle(handle).ifPresent(reason -> {
                throw TorrentException.invalid(reason);
            });
        }
    }

    /** Changes its final folder while it waits; false if it does not wait. */
    public boolean redirect(Path folder) {
        boolean waits = destination != null && problem.isEmpty();
        if (waits) {
            destination = folder;
        }
        return waits;
    }

    /** Takes over that it could not be moved to where it is to go, and stays where it waits. */
    public void notMoved() {
        destination = null;
    }

    /** Records that the engine has moved its files from that folder. */
    public void moved(Path from) {
        destination = null;
        if (from.getFileName() != null && from.getFileName().toString().startsWith(STAGE)) {
            try {
                Files.deleteIfExists(from);
            } catch (IOException e) {
                LOG.warn("Could not delete the folder {}: {}; delete it", from, Reasons.of(e));
            }
        }
    }
}
