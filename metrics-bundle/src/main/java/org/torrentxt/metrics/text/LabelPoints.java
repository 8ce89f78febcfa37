package org.torrentxt.metrics.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.torrentxt.api.status.TorrentStatus;

/** The sums of the torrents that have a label. */
final class LabelPoints {
    private LabelPoints() {}

    static void add(Points points, String session, List<TorrentStatus> torrents, int limit) {
        Map<String, List<TorrentStatus>> labels = new TreeMap<>();
        for (TorrentStatus torrent : torrents) {
            torrent.labels()
                    .forEach(label -> labels.computeIfAbsent(label, some -> new ArrayList<>())
                            .add(torrent));
        }
        labels.entrySet().stream()
                .sorted(Comparator.comparing(label -> -label.getValue().size())) // stable: then by name
                .limit(limit)
                .forEach(label -> add(points, session, label.getKey(), label.getValue()));
        points.add(Metric.LABELS_OMITTED, Math.max(0, labels.size() - limit), "session", session);
    }

    private static void add(Points points, String session, String label, List<TorrentStatus> torrents) {
        String[] of = {"session", session, "label", label};
        points.add(Metric.LABEL_TORRENTS, torrents.size(), of);
        points.add(Metric.LABEL_DOWNLOAD_BYTES_PER_SECOND, sum(torrents, TorrentStatus::downloadRate), of);
        points.add(Metric.LABEL_UPLOAD_BYTES_PER_SECOND, sum(torrents, TorrentStatus::uploadRate), of);
        points.add(Metric.LABEL_DONE_BYTES, sum(torrents, TorrentStatus::totalWantedDone), of);
    }

    private static long sum(List<TorrentStatus> torrents, ToLongFunction<TorrentStatus> value) {
        return torrents.stream().mapToLong(value).sum();
    }
}
