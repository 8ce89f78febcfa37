package org.torrentxt.metrics.text;

import java.util.Comparator;
import java.util.List;
import org.torrentxt.api.status.TorrentStatus;

/** The values of single torrents. */
final class TorrentPoints {
    private TorrentPoints() {}

    static void add(Points points, String session, List<TorrentStatus> torrents, int limit) {
        torrents.stream()
                .filter(torrent -> torrent.infoHashes().best().isPresent())
                .sorted(Comparator.comparingInt(TorrentStatus::id).reversed())
                .limit(limit)
                .forEach(torrent -> add(points, session, torrent));
        points.add(Metric.TORRENTS_OMITTED, Math.max(0, torrents.size() - limit), "session", session);
    }

    private static void add(Points points, String session, TorrentStatus torrent) {
        String hash = torrent.infoHashes().best().orElseThrow().toString();
        String[] of = {"session", session, "hash", hash};
        points.add(
                Metric.TORRENT_INFO,
                1,
                "session",
                session,
                "hash",
                hash,
                "id",
                Integer.toString(torrent.id()),
                "name",
                torrent.name());
        points.add(Metric.TORRENT_PROGRESS_RATIO, progress(torrent), of);
        points.add(Metric.TORRENT_ERROR, !torrent.error().isEmpty(), of);
        points.add(Metric.TORRENT_DOWNLOAD_BYTES_PER_SECOND, torrent.downloadRate(), of);
        points.add(Metric.TORRENT_UPLOAD_BYTES_PER_SECOND, torrent.uploadRate(), of);
        points.add(Metric.TORRENT_DOWNLOADED_BYTES, torrent.allTimeDownload(), of);
        points.add(Metric.TORRENT_UPLOADED_BYTES, torrent.allTimeUpload(), of);
        points.add(Metric.TORRENT_PEERS, torrent.numPeers(), of);
    }

    // Of the selected files, not of what it is doing, such as checking.
    private static double progress(TorrentStatus torrent) {
        if (!torrent.hasMetadata()) {
            return 0;
        }
        return torrent.totalWanted() == 0 ? 1 : (double) torrent.totalWantedDone() / torrent.totalWanted();
    }
}
