package org.torrentxt.impl.engine.content;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.torrent_info;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.storage.Allocation;
import org.torrentxt.impl.storage.Deletion;

/** Files of a torrent that are made, with all of their space, before it is added; then the engine's, or undone. */
final class Preallocation {
    private static final Logger LOG = LoggerFactory.getLogger(Preallocation.class);
    private static final Duration LIMIT = Duration.ofMinutes(5); // a program is run for each file

    private final Allocation allocation;
    private boolean areAllNew;

    /**
     * Makes nothing yet.
     *
     * @param folder an existing one
     * @param goOn called often; throws if no more files are to be made
     */
    Preallocation(Path folder, Runnable goOn) {
        this.allocation = new Allocation(folder, LIMIT, goOn);
    }

    /**
     * Makes the files that are to be downloaded and do not exist.
     *
     * @param paths of all files, by index
     * @param priorities of the files, by index; those beyond are downloaded
     * @throws TorrentException if there is not enough space, or the file system cannot do that; some may be made then
     */
    void make(torrent_info info, List<String> paths, byte[] priorities) {
        file_storage files = info.files();
        List<Integer> onDisk = Metadata.filesOnDisk(info).stream().boxed().toList();
        Map<Path, Long> wanted = new HashMap<>();
        for (int file : onDisk) {
            if (file >= priorities.length || priorities[file] != 0) {
                Deletion.path(paths.get(file)).ifPresent(path -> wanted.put(path, files.file_size(file)));
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
        // afterwards, so that a file that somebody has made meanwhile is checked, too
        areAllNew = onDisk.stream()
                .flatMap(file -> Deletion.path(paths.get(file)).stream())
                .noneMatch(allocation::isForeign);
    }

    /** True if there was none of the torrent's files before, so that there is nothing to check. */
    boolean areAllNew() {
        return areAllNew;
    }

    /** Deletes what was made, as the torrent is not added; what somebody else uses by now remains. */
    void undo() {
        allocation
                .undo()
                .ifPresent(left ->
                        LOG.warn("Could not delete files of a torrent that was not added: {}; delete them", left));
    }
}
