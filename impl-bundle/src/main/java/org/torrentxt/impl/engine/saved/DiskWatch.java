package org.torrentxt.impl.engine.saved;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.storage.Mounts;

/**
 * Has torrents wait whose disk is unmounted while they run: the engine would continue in the empty mount point. Used by
 * one thread.
 */
final class DiskWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
    private static final int LOOKS = 60; // until all folders are asked for again, as torrents move

    private final String session;
    private final TorrentTable torrents;
    private final Map<EngineTorrent, Optional<Path>> mounts = new HashMap<>();
    private int looks;

    DiskWatch(String session, TorrentTable torrents) {
        this.session = session;
        this.torrents = torrents;
    }

    /** Looks whether all disks are mounted; takes a system call for each. */
    void look() {
        if (looks++ % LOOKS == 0) {
            mounts.clear();
        }
        Set<EngineTorrent> all = new HashSet<>(torrents.all());
        mounts.keySet().retainAll(all);
        Map<Path, Optional<Path>> known = new HashMap<>(); // by folder
        all.forEach(torrent -> mounts.computeIfAbsent(torrent, each -> mount(each, known)));
        mounts.values().stream()
                .flatMap(Optional::stream)
                .distinct()
                .filter(mount -> !Mounts.isMounted(mount))
                .collect(Collectors.toSet())
                .forEach(this::unmounted);
    }

    private static Optional<Path> mount(EngineTorrent torrent, Map<Path, Optional<Path>> known) {
        try {
            return known.computeIfAbsent(torrent.folder(), Mounts::of);
        } catch (TorrentException e) {
            return Optional.empty(); // it is being removed
        }
    }

    private void unmounted(Path mount) {
        int waiting = 0;
        for (Map.Entry<EngineTorrent, Optional<Path>> entry : mounts.entrySet()) {
            if (entry.getValue().filter(mount::equals).isPresent()) {
                try {
                    waiting += entry.getKey().sleepWithoutDisk(mount) ? 1 : 0;
                } catch (TorrentException e) {
                    LOG.debug(
                            "Session {}: torrent {}: {}",
                            session,
                            entry.getKey().id(),
                            e.getMessage());
                }
                entry.setValue(Optional.empty()); // asked for again once it may be back
            }
        }
        if (waiting > 0) {
            LOG.warn(
                    "Session {}: {} torrents wait, as their disk is not mounted any more: {}", session, waiting, mount);
        }
    }
}
