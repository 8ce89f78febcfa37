package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The torrent was removed from the session; its last alert, unless its files are being deleted. Not droppable.
 *
 * @param origin where and when
 */
public record TorrentRemoved(AlertOrigin origin) implements Alert {
    /** Rejects nulls. */
    public TorrentRemoved {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_REMOVED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
