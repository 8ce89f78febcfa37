package org.torrentxt.metrics.text;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.metrics.figure.AlertCounts;
import org.torrentxt.metrics.figure.Condition;

/** The values of a session as a whole. */
final class SessionPoints {
    private static final String SESSION = "session";
    private static final double MICROSECONDS = TimeUnit.SECONDS.toMicros(1);

    private final Points points;
    private final String name;
    private final SessionStatus status;

    private SessionPoints(Points points, SessionStatus status) {
        this.points = points;
        this.name = status.name();
        this.status = status;
    }

    static void add(Points points, TorrentSession session, SessionStatus status, List<TorrentStatus> torrents) {
        SessionPoints adding = new SessionPoints(points, status);
        points.add(
                Metric.SESSION_INFO,
                1,
                SESSION,
                status.name(),
                "network",
                status.network().label(),
                "disk_io",
                status.diskIo().label(),
                "engine",
                session.engineVersion());
        adding.session();
        adding.torrents(torrents);
        adding.alerts();
        adding.disk();
    }

    private void add(Metric metric, double value) {
        points.add(metric, value, SESSION, name);
    }

    private void session() {
        points.add(Metric.SESSION_PAUSED, status.isPaused(), SESSION, name);
        points.add(Metric.SESSION_LOADING, status.isLoading(), SESSION, name);
        add(Metric.LISTEN_ENDPOINTS, status.listenEndpoints().size());
        add(Metric.DOWNLOAD_BYTES_PER_SECOND, status.downloadRate());
        add(Metric.UPLOAD_BYTES_PER_SECOND, status.uploadRate());
        add(Metric.DOWNLOADED_BYTES_TOTAL, status.totalDownload());
        add(Metric.UPLOADED_BYTES_TOTAL, status.totalUpload());
        add(Metric.LIFETIME_DOWNLOADED_BYTES, status.allTimeDownload());
        add(Metric.LIFETIME_UPLOADED_BYTES, status.allTimeUpload());
        add(Metric.PEERS, status.numPeers());
        add(Metric.DHT_NODES, status.dhtNodes());
    }

    private void torrents(List<TorrentStatus> torrents) {
        Condition.count(torrents)
                .forEach((condition, count) ->
                        points.add(Metric.TORRENTS, count, SESSION, name, "state", condition.text()));
        add(Metric.WANTED_BYTES, sum(torrents, TorrentStatus::totalWanted));
        add(Metric.DONE_BYTES, sum(torrents, TorrentStatus::totalWantedDone));
    }

    private static long sum(List<TorrentStatus> torrents, ToLongFunction<TorrentStatus> bytes) {
        return torrents.stream().mapToLong(bytes).sum();
    }

    private void alerts() {
        AlertCounts.of(status)
                .forEach((type, count) -> points.add(Metric.ALERTS_TOTAL, count, SESSION, name, "type", type));
        add(Metric.ALERTS_DROPPED_TOTAL, status.alertsDropped());
        add(Metric.STUCK_SUBSCRIBERS, status.stuckSubscribers().size());
    }

    private void disk() {
        counter(Metric.DISK_QUEUED_JOBS, "disk.queued_disk_jobs", 1);
        counter(Metric.DISK_QUEUED_WRITE_BYTES, "disk.queued_write_bytes", 1);
        counter(Metric.DISK_READ_BLOCKS_TOTAL, "disk.num_blocks_read", 1);
        counter(Metric.DISK_WRITTEN_BLOCKS_TOTAL, "disk.num_blocks_written", 1);
        counter(Metric.DISK_READ_SECONDS_TOTAL, "disk.disk_read_time", MICROSECONDS);
        counter(Metric.DISK_WRITE_SECONDS_TOTAL, "disk.disk_write_time", MICROSECONDS);
    }

    // Another version of the engine may not have it: then there is no value, which is not 0.
    private void counter(Metric metric, String counter, double divisor) {
        Long value = status.counters().get(counter);
        if (value != null) {
            add(metric, Math.max(0, value) / divisor);
        }
    }
}
