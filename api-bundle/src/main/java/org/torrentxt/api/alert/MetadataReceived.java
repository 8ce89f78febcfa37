package org.torrentxt.api.alert;

import java.util.Map;

/**
 * The metadata of a magnet link arrived from a peer: the torrent's name, files and pieces are now known. Fires once.
 * Not droppable.
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
