package org.torrentxt.impl.engine.content;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.torrent_info;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.storage.Allocation;
import org.torrentxt.impl.storage.Deletion;

/** Files of a torrent that are made, with all of their space, before it is added. */
final class Preallocation {
    private static final Logger LOG = LoggerFactory.getLogger(Preallocation.class);

    private final Allocation allocation;
    private final boolean areAllNew;

    private Preallocation(Allocation allocation, boolean areAllNew) {
        this.allocation = allocation;
        this.areAllNew = areAllNew;
    }

    /**
     * Makes the files that are to be downloaded and do not exist.
     *
     * @param folder an existing one
     * @param paths of all files, by index
     * @param priorities of the files, by index; those beyond are downloaded
     * @throws TorrentException if there is not enough space, or the file system cannot do that; nothing is made then
     */
    static Preallocation make(Path folder, torrent_info info, List<String> paths, byte[] priorities) {
        Allocation allocation = new Allocation(folder);
        file_storage files = info.files();
        Map<Path, Long> wanted = new HashMap<>();
        boolean areAllNew = true;
        for (int file : Metadata.filesOnDisk(info).stream().toArray()) {
            Optional<Path> path = Deletion.path(paths.get(file));
            areAllNew &= path.filter(allocation::exists).isEmpty();
            if (path.isPresent() && (file >= priorities.length || priorities[file] != 0)) {
                wanted.put(path.get(), files.file_size(file));
            }
        }
        Reference.reachabilityFence(info);
        try {
            allocation.make(wanted);
        } catch (IOException e) {
            throw new TorrentException(
                    ErrorCode.GENERIC,
                    "cannot take the space for the files of the torrent: " + Reasons.withFile(e)
                            + "; make space, choose another folder, or set preallocate=sparse",
                    e);
        }
        return new Preallocation(allocation, areAllNew);
    }

    /** True if there was none of the torrent's files before, so that there is nothing to check. */
    boolean areAllNew() {
        return areAllNew;
    }

    /** Deletes what was made, as the torrent is not added. */
    void undo() {
        try {
            allocation.undo();
        } catch (IOException e) {
            LOG.warn("Could not delete files of a torrent that was not added: {}; delete them", Reasons.withFile(e));
        }
    }
}
