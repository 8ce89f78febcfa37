package org.torrentxt.metrics.figure;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentStatus;

/** What a torrent is counted as: one of these, as in {@code torrent:list}. */
public enum Condition {
    /** Stopped by an error. */
    ERROR,
    /** Paused, or in a session that is paused. */
    PAUSED,
    /** Waiting for its turn in the queue. */
    QUEUED,
    /** Hashing its files. */
    CHECKING,
    /** Fetching the metadata of a magnet link. */
    FETCHING_METADATA,
    /** Downloading. */
    DOWNLOADING,
    /** All selected files are complete, but not all files. */
    FINISHED,
    /** All files are complete. */
    SEEDING;

    /** That of a torrent. */
    public static Condition of(TorrentStatus status) {
        if (!status.error().isEmpty()) {
            return ERROR;
        }
        if (status.isPaused()) {
            return status.flags().contains(TorrentFlag.AUTO_MANAGED) ? QUEUED : PAUSED;
        }
        return switch (status.state()) {
            case QUEUED -> QUEUED;
            case CHECKING, CHECKING_RESUME -> CHECKING;
            case FETCHING_METADATA -> FETCHING_METADATA;
            case DOWNLOADING -> DOWNLOADING;
            case FINISHED -> FINISHED;
            case SEEDING -> SEEDING;
        };
    }

    /** How many torrents there are in each condition, 0 included. */
    public static Map<Condition, Integer> count(Collection<TorrentStatus> torrents) {
        Map<Condition, Integer> counts = new EnumMap<>(Condition.class);
        for (Condition condition : values()) {
            counts.put(condition, 0);
        }
        torrents.forEach(torrent -> counts.merge(of(torrent), 1, Integer::sum));
        return counts;
    }

    /** Its name in metrics: lower case, with underscores. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
