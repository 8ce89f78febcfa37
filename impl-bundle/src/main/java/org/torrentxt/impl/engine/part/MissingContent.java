package org.torrentxt.impl.engine.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.content.FilePaths;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.engine.content.MissingFiles;
import org.torrentxt.impl.engine.content.Place;

/** Looks whether the files of a torrent that waits for them are there again. */
public final class MissingContent {
    private final LiveHandle handle;
    private final Place place;
    private final FilePaths paths;
    private final Supplier<Path> folder;
    private final Function<torrent_handle, byte[]> priorities;
    private final Function<torrent_handle, BitSet> pieces;

    /**
     * For one torrent.
     *
     * @param folder where the engine has its files
     * @param priorities those of its files, by index
     * @param pieces those that it has
     */
    public MissingContent(
            LiveHandle handle,
            Place place,
            FilePaths paths,
            Supplier<Path> folder,
            Function<torrent_handle, byte[]> priorities,
            Function<torrent_handle, BitSet> pieces) {
        this.handle = handle;
        this.place = place;
        this.paths = paths;
        this.folder = folder;
        this.priorities = priorities;
        this.pieces = pieces;
    }

    /**
     * What is missing, in words; empty if nothing is.
     *
     * @throws TorrentException if the torrent was removed
     */
    Optional<String> find(TorrentRecord record) {
        handle.act(h -> {}); // not of one that was removed
        if (record.hasNoDisk()) {
            return record.asleep();
        }
        Path present = folder.get();
        Optional<String> missing = MissingFiles.folder(present);
        return missing.isPresent() ? missing : handle.ask(h -> find(h, present, record), missing);
    }

    /** Looks which names its incomplete files have on disk, as far as its disk was not there before. */
    void lookAgain() {
        Path present = folder.get();
        handle.act(h -> lookAgain(h, present));
    }

    private void lookAgain(torrent_handle h, Path present) {
        if (MissingFiles.folder(present).isEmpty()) {
            Metadata.of(h).ifPresent(info -> paths.foundDisk(h, info, present));
        }
    }

    private Optional<String> find(torrent_handle h, Path present, TorrentRecord record) {
        try {
            place.requireInside(h, present);
        } catch (TorrentException e) {
            return Optional.of(e.getMessage() + "; then resume the torrent");
        }
        lookAgain(h, present);
        if (record.mustCheck() && paths.of(h).stream().anyMatch(path -> Files.exists(present.resolve(path)))) {
            return Optional.empty(); // it is checked, and others may be in the mount point
        }
        BitSet had = pieces.apply(h);
        return Metadata.of(h)
                .flatMap(info -> MissingFiles.find(present, info, paths.of(h), had::get, priorities.apply(h)));
    }
}
