package org.torrentxt.impl.engine.saved;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentTable;

/**
 * What is done again and again until the session stops: progress is saved, and torrents that wait for their files are
 * looked after. Each method is for a thread of its own.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration DISK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration WAKE_INTERVAL = Duration.ofSeconds(30);

    private final SavedFolder folder;
    private final TorrentTable torrents;
    private final OwnState own;
    private final TorrentSaves saves;
    private final DiskWatch disks;
    private final CountDownLatch stopping;
    private volatile Duration interval;

    /**
     * Prepares it.
     *
     * @param interval how long progress may wait to be saved
     */
    Upkeep(
            SavedFolder folder,
            TorrentTable torrents,
            OwnState own,
            TorrentSaves saves,
            DiskWatch disks,
            CountDownLatch stopping,
            Duration interval) {
        this.folder = folder;
        this.torrents = torrents;
        this.own = own;
        this.saves = saves;
        this.disks = disks;
        this.stopping = stopping;
        this.interval = interval;
    }

    /** Changes how long progress may wait to be saved. */
    void setInterval(Duration changed) {
        interval = changed;
        folder.store().setInterval(changed);
    }

    /** Saves the progress after each interval, and wakes torrents whose files are there again. */
    void saveAndWake() {
        long saved = System.nanoTime();
        while (!isOver(Math.min(interval.toNanos(), WAKE_INTERVAL.toNanos()))) {
            try {
                wakeAll();
                if (System.nanoTime() - saved >= interval.toNanos()) {
                    saved = System.nanoTime();
                    saves.saveProgress();
                    own.saveWithCounters(false);
                }
            } catch (TorrentException e) {
                LOG.debug("Session {}: {}", folder.session(), e.getMessage()); // it is stopping
            }
        }
    }

    private void wakeAll() {
        for (EngineTorrent torrent : torrents.all()) {
            if (torrent.run().isAsleep()) {
                try {
                    torrent.run().wake();
                    LOG.info("Session {}: the files of torrent {} are there again", folder.session(), torrent.id());
                } catch (TorrentException e) {
                    LOG.debug("Session {}: torrent {} waits: {}", folder.session(), torrent.id(), e.getMessage());
                }
            }
        }
    }

    /** Looks whether the disks of torrents are mounted. */
    void watchDisks() {
        while (!isOver(DISK_INTERVAL.toNanos())) {
            try {
                disks.look();
                disks.await();
            } catch (TorrentException e) {
                LOG.debug("Session {}: {}", folder.session(), e.getMessage()); // it is stopping
            } catch (InterruptedException e) { // by nobody
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isOver(long nanos) {
        try {
            return stopping.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) { // by nobody
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
