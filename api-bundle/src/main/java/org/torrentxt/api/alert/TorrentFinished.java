package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * All selected files are complete: a download has finished, or a check has found the content complete, which also
 * happens for torrents added as seeds and after each recheck. To act once per download, check {@link #downloaded}.
 * Event property: {@code downloaded} (Boolean). Not droppable.
 *
 * @param origin where and when
 * @param downloaded true if the torrent was downloading until now; false if a check found its content complete
 */
public record TorrentFinished(AlertOrigin origin, boolean downloaded) implements Alert {
    /** Rejects nulls. */
    public TorrentFinished {
        Objects.requireNonNull(origin, "origin");
    }

    /** The event property {@code downloaded}: Boolean. */
    public static final String DOWNLOADED = "downloaded";

    @Override
    public AlertType type() {
        return AlertType.TORRENT_FINISHED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of(DOWNLOADED, downloaded);
    }
}
