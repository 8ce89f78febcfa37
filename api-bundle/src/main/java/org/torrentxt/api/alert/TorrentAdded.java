package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * A torrent was added. Fires once per torrent, before all its other alerts. Not droppable.
 *
 * @param origin where and when
 * @param torrentName its name; empty while it is unknown
 */
public record TorrentAdded(AlertOrigin origin, String torrentName) implements Alert {
    /** Rejects nulls. */
    public TorrentAdded {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(torrentName, "torrentName");
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_ADDED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("torrentName", torrentName);
    }
}
