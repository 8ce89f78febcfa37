package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * Requested resume data could not be created, or was not needed. Not droppable.
 *
 * @param origin where and when
 * @param failure why
 */
public record ResumeDataFailed(AlertOrigin origin, Failure failure) implements Alert {
    /** Rejects nulls. */
    public ResumeDataFailed {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.RESUME_DATA_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return failure.properties();
    }
}
