package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The files of a removed torrent are deleted. Not droppable.
 *
 * @param origin where and when
 */
public record TorrentDeleted(AlertOrigin origin) implements Alert {
    /** Rejects nulls. */
    public TorrentDeleted {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_DELETED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
