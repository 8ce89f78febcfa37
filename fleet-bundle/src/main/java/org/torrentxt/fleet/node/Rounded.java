package org.torrentxt.fleet.node;

import java.time.Instant;
import java.util.Optional;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** What a node reports of its torrents, rounded, so that what hardly changes is not reported again. */
final class Rounded {
    private static final int WHOLE = 100;
    private static final int SLOW = 1_000; // bytes per second

    private Rounded() {}

    /** A torrent as it is reported. */
    static FleetTorrent of(TorrentStatus status) {
        Instant added = status.addedTime();
        return FleetTorrent.builder(status.id())
                .name(Brief.of(status.name(), TorrentFormat.MAX_NAME))
                .infoHashes(status.infoHashes())
                .addedTime(
                        added.getEpochSecond() > 0
                                ? Optional.of(Instant.ofEpochSecond(added.getEpochSecond()))
                                : Optional.empty())
                .totalSize(Math.max(0, status.totalSize()))
                .state(status.state())
                .isPaused(status.isPaused())
                .isQueued(status.isPaused() && status.flags().contains(TorrentFlag.AUTO_MANAGED))
                .error(Brief.of(status.error(), TorrentFormat.MAX_ERROR))
                .percent(percent(status))
                .downloadRate(rate(status.downloadRate()))
                .uploadRate(rate(status.uploadRate()))
                .ratio(ratio(status))
                .build();
    }

    private static int percent(TorrentStatus status) {
        if (status.state() == TorrentState.CHECKING) {
            return (int) Math.floor(Math.max(0, Math.min(1, status.progress())) * WHOLE);
        } else if (status.totalWanted() <= 0) {
            return status.hasMetadata() ? WHOLE : 0;
        } else if (status.totalWantedDone() >= status.totalWanted()) {
            return WHOLE;
        }
        double part = (double) status.totalWantedDone() / status.totalWanted();
        return (int) Math.max(0, Math.min(WHOLE - 1, Math.floor(part * WHOLE)));
    }

    /** Bytes per second, rounded to two digits; 0 below 1,000. */
    static long rate(long rate) {
        if (rate < SLOW) {
            return 0;
        }
        long unit = 1;
        while (rate / unit >= WHOLE) {
            unit *= 10;
        }
        return rate / unit * unit;
    }

    private static double ratio(TorrentStatus status) {
        long taken = status.allTimeDownload() > 0 ? status.allTimeDownload() : status.totalDone();
        if (taken <= 0) {
            return -1;
        }
        double ratio = Math.max(0, (double) status.allTimeUpload() / taken);
        return Math.floor(Math.min(TorrentFormat.MAX_RATIO, ratio) * WHOLE) / WHOLE;
    }
}
