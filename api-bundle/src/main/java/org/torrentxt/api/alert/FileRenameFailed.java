package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * A file could not be renamed on disk, and keeps its path. Not droppable.
 *
 * @param origin where and when
 * @param file the index of the file
 * @param failure why
 */
public record FileRenameFailed(AlertOrigin origin, int file, Failure failure) implements Alert {
    /** Rejects nulls. */
    public FileRenameFailed {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.FILE_RENAME_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("file", file).toMap();
    }
}
