package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * A file could not be read or written; the torrent is usually paused. Not droppable.
 *
 * @param origin where and when
 * @param file the path on disk, where incomplete files may have a suffix, as far as the engine reports it
 * @param failure why
 */
public record FileError(AlertOrigin origin, String file, Failure failure) implements Alert {
    /** Rejects nulls. */
    public FileError {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.FILE_ERROR;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("file", file).toMap();
    }
}
