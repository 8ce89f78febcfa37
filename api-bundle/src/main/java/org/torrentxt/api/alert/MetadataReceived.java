package org.torrentxt.api.alert;

import java.util.Map;

/**
 * The metadata of a magnet's torrent arrived from a peer: its name, files and pieces are known now. Fires once. Never
 * dropped.
 *
 * @param origin where and when
 * @param torrentName its name
 */
public record MetadataReceived(AlertOrigin origin, String torrentName) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.METADATA_RECEIVED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("torrentName", torrentName);
    }
}
