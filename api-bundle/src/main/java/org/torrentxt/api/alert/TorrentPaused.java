package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The torrent was paused; its last requests have ended. Not droppable.
 *
 * @param origin where and when
 */
public record TorrentPaused(AlertOrigin origin) implements Alert {
    /** Rejects nulls. */
    public TorrentPaused {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_PAUSED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
