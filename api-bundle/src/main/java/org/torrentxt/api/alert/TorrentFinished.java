package org.torrentxt.api.alert;

import java.util.Map;

/**
 * All selected files are complete. Fires when the last piece is verified, and again after a recheck. Not droppable.
 *
 * @param origin where and when
 */
public record TorrentFinished(AlertOrigin origin) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.TORRENT_FINISHED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
