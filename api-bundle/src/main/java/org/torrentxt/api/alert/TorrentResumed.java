package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The torrent was started again. Not droppable.
 *
 * @param origin where and when
 */
public record TorrentResumed(AlertOrigin origin) implements Alert {
    /** Rejects nulls. */
    public TorrentResumed {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_RESUMED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
