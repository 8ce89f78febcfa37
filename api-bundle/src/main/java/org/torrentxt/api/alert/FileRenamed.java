package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * A file was renamed on disk. Fires once for each {@link org.torrentxt.api.Torrent#renameFile}; a failure is reported
 * by {@link AlertType#FILE_RENAME_FAILED}. Not droppable.
 *
 * @param origin where and when
 * @param file the index of the file
 * @param path its new path, relative to the torrent's save path
 * @param message the alert in one line
 */
public record FileRenamed(AlertOrigin origin, int file, String path, String message) implements Alert {
    /** Rejects nulls. */
    public FileRenamed {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public AlertType type() {
        return AlertType.FILE_RENAMED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("file", file, "path", path, "message", message);
    }
}
