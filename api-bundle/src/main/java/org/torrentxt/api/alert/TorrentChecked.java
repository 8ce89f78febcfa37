package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The torrent's files have been checked; the valid pieces are known. Not droppable.
 *
 * @param origin where and when
 */
public record TorrentChecked(AlertOrigin origin) implements Alert {
    /** Rejects nulls. */
    public TorrentChecked {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_CHECKED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
