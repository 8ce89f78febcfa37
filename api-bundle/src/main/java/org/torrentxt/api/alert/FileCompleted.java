package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * All pieces of a file have been verified. Fires once per file. Event properties: {@code file}, and {@code piece} with
 * the same value. Droppable.
 *
 * @param origin where and when
 * @param file 0-based index of the file
 */
public record FileCompleted(AlertOrigin origin, int file) implements Alert {
    /** Rejects nulls. */
    public FileCompleted {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.FILE_COMPLETED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("file", file, "piece", file);
    }
}
