package org.torrentxt.impl.engine.saved;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.storage.Mounts;

/**
 * Has torrents wait whose disk is unmounted while they run: the engine would continue in the empty mount point. It
 * keeps the mount points only: torrents are asked where their files are, all in one step, now and then and when one of
 * these is gone. Used by one thread, except for {@link #added} and {@link #wake}.
 */
final class DiskWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
    private static final int LOOKS = 60; // one each second, until all folders are asked for again, as torrents move

    private final String session;
    private final Supplier<List<EngineTorrent>> torrents;
    private final Function<List<EngineTorrent>, Map<EngineTorrent, Path>> folders;
    private final Queue<EngineTorrent> added = new ConcurrentLinkedQueue<>();
    private final Set<Path> mounts = new HashSet<>();
    private final Semaphore news = new Semaphore(0);
    private int looks; // since all folders were asked for, or seconds

    /**
     * Watches the disks of torrents.
     *
     * @param torrents all that there are now
     * @param folders where the files of some are; those that were removed are omitted
     */
    DiskWatch(
            String session,
            Supplier<List<EngineTorrent>> torrents,
            Function<List<EngineTorrent>, Map<EngineTorrent, Path>> folders) {
        this.session = session;
        this.torrents = torrents;
        this.folders = folders;
    }

    /** Takes a torrent that was added; its disk is watched from the next look on. */
    void added(EngineTorrent torrent) {
        added.add(torrent);
        wake();
    }

    /** Ends {@link #await}. */
    void wake() {
        news.release();
    }

    /** Waits while there is nothing to look at: neither a disk, nor a new torrent, nor folders to be asked for again. */
    void await() throws InterruptedException {
        if (looks > 0 && mounts.isEmpty()) {
            long begin = System.nanoTime();
            news.tryAcquire(LOOKS - looks, TimeUnit.SECONDS);
            news.drainPermits(); // the next look takes all that were added
            looks += (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        }
    }

    /** Looks whether all disks are mounted; takes a system call for each. */
    void look() {
        for (Path mount : List.copyOf(mounts)) {
            if (!Mounts.isMounted(mount)) {
                mounts.remove(mount); // until it is found again
                unmounted(mount);
            }
        }
        List<EngineTorrent> some = taken();
        if (looks == 0 || looks >= LOOKS) {
            looks = 0;
            mounts.clear();
            some = torrents.get();
        }
        looks++;
        if (!some.isEmpty()) {
            Set.copyOf(folders.apply(some).values())
                    .forEach(folder -> Mounts.of(folder).ifPresent(mounts::add));
        }
    }

    private List<EngineTorrent> taken() {
        List<EngineTorrent> taken = new ArrayList<>();
        for (EngineTorrent torrent = added.poll(); torrent != null; torrent = added.poll()) {
            taken.add(torrent);
        }
        return taken;
    }

    private void unmounted(Path mount) {
        int waiting = 0;
        for (Map.Entry<EngineTorrent, Path> entry :
                folders.apply(torrents.get()).entrySet()) {
            if (wasOn(mount, entry.getValue())) {
                EngineTorrent torrent = entry.getKey();
                try {
                    waiting += torrent.run().sleepWithoutDisk(mount, torrent::flags) ? 1 : 0;
                } catch (TorrentException e) { // it is being removed
                    LOG.debug("Session {}: torrent {}: {}", session, torrent.id(), e.getMessage());
                }
            }
        }
        if (waiting > 0) {
            LOG.warn(
                    "Session {}: {} torrents wait, as their disk is not mounted any more: {}", session, waiting, mount);
        }
    }

    // Another disk may be mounted below.
    private static boolean wasOn(Path mount, Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        return place.startsWith(mount)
                && Mounts.of(place).filter(below -> below.startsWith(mount)).isEmpty();
    }
}
