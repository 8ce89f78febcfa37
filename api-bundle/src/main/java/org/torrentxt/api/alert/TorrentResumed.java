package org.torrentxt.api.alert;

import java.util.Map;

/**
 * The torrent was started again. Not droppable.
 *
 * @param origin where and when
 */
public record TorrentResumed(AlertOrigin origin) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.TORRENT_RESUMED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
