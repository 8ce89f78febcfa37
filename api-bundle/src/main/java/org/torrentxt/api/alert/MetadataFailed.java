package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * Metadata from peers did not match the info-hash, or could not be used. Not droppable.
 *
 * @param origin where and when
 * @param failure why
 */
public record MetadataFailed(AlertOrigin origin, Failure failure) implements Alert {
    /** Rejects nulls. */
    public MetadataFailed {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.METADATA_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return failure.properties();
    }
}
