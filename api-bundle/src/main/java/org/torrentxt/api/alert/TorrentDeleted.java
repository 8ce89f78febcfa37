package org.torrentxt.api.alert;

import java.util.Map;

/**
 * The files of a removed torrent are deleted. Not droppable.
 *
 * @param origin where and when
 */
public record TorrentDeleted(AlertOrigin origin) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.TORRENT_DELETED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
