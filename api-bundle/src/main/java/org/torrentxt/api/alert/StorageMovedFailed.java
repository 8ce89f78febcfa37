package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The torrent's files could not be moved. Not droppable.
 *
 * @param origin where and when
 * @param file the path that could not be moved
 * @param failure why
 */
public record StorageMovedFailed(AlertOrigin origin, String file, Failure failure) implements Alert {
    /** Rejects nulls. */
    public StorageMovedFailed {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.STORAGE_MOVED_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("file", file).toMap();
    }
}
