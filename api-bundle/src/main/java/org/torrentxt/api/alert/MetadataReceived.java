package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The metadata of a magnet link arrived from a peer: the torrent's name, files and pieces are now known. Fires once.
 * Not droppable.
 *
 * @param origin where and when
 * @param torrentName its name
 */
public record MetadataReceived(AlertOrigin origin, String torrentName) implements Alert {
    /** Rejects nulls. */
    public MetadataReceived {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(torrentName, "torrentName");
    }

    @Override
    public AlertType type() {
        return AlertType.METADATA_RECEIVED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("torrentName", torrentName);
    }
}
