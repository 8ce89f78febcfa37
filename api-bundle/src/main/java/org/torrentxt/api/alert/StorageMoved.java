package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The torrent's files were moved. Not droppable.
 *
 * @param origin where and when
 * @param path the new folder of the files
 * @param oldPath the previous folder of the files
 * @param message the alert in one line
 */
public record StorageMoved(AlertOrigin origin, String path, String oldPath, String message) implements Alert {
    /** Rejects nulls. */
    public StorageMoved {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(oldPath, "oldPath");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public AlertType type() {
        return AlertType.STORAGE_MOVED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("path", path, "oldPath", oldPath, "message", message);
    }
}
