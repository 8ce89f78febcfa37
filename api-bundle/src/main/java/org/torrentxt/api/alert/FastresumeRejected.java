package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * Resume data did not match the files on disk; the files are checked again. Not droppable.
 *
 * @param origin where and when
 * @param file the file that did not match; empty if there is no such file
 * @param failure why
 */
public record FastresumeRejected(AlertOrigin origin, String file, Failure failure) implements Alert {
    /** Rejects nulls. */
    public FastresumeRejected {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.FASTRESUME_REJECTED;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("file", file).toMap();
    }
}
