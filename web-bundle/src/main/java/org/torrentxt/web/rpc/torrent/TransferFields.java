package org.torrentxt.web.rpc.torrent;

import java.time.Duration;
import java.util.List;
import org.torrentxt.api.status.TorrentStatus;

/** How much of a torrent is there, received and sent. */
final class TransferFields {
    private static final long ETA_NOT_AVAILABLE = -1;
    private static final double RATIO_NOT_AVAILABLE = -1;
    private static final double RATIO_INFINITE = -2;

    static final List<Field> ALL = List.of(
            Field.number("totalSize", torrent -> torrent.status().totalSize()),
            Field.number("sizeWhenDone", torrent -> torrent.status().totalWanted()),
            Field.number("leftUntilDone", torrent -> left(torrent.status())),
            Field.number("haveValid", torrent -> torrent.status().totalDone()),
            Field.number("haveUnchecked", torrent -> 0),
            Field.real(
                    "percentDone",
                    torrent -> part(
                            torrent.status(),
                            torrent.status().totalWantedDone(),
                            torrent.status().totalWanted())),
            Field.real(
                    "percentComplete",
                    torrent -> part(
                            torrent.status(),
                            torrent.status().totalDone(),
                            torrent.status().totalSize())),
            Field.number("corruptEver", torrent -> torrent.status().totalFailed()),
            Field.number("downloadedEver", torrent -> torrent.status().allTimeDownload()),
            Field.number("uploadedEver", torrent -> torrent.status().allTimeUpload()),
            Field.real("uploadRatio", torrent -> ratio(torrent.status())),
            Field.number("rateDownload", torrent -> torrent.status().downloadRate()),
            Field.number("rateUpload", torrent -> torrent.status().uploadRate()),
            Field.number(
                    "eta",
                    torrent -> torrent.status().eta().map(Duration::toSeconds).orElse(ETA_NOT_AVAILABLE)),
            Field.number("etaIdle", torrent -> torrent.shares().etaIdle()));

    private TransferFields() {}

    private static long left(TorrentStatus status) {
        return Math.max(0, status.totalWanted() - status.totalWantedDone());
    }

    private static double part(TorrentStatus status, long done, long all) {
        if (all == 0) {
            return status.hasMetadata() ? 1 : 0;
        }
        return Math.min(1, (double) done / all);
    }

    /** What it has sent for each byte received, or for each that it was added with. */
    static double ratio(TorrentStatus status) {
        long received = status.allTimeDownload() > 0 ? status.allTimeDownload() : status.totalDone();
        if (received > 0) {
            return (double) status.allTimeUpload() / received;
        }
        return status.allTimeUpload() > 0 ? RATIO_INFINITE : RATIO_NOT_AVAILABLE;
    }
}
