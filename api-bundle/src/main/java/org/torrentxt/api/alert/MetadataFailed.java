package org.torrentxt.api.alert;

import java.util.Map;

/**
 * Metadata from peers did not match the info-hash, or could not be used. Not droppable.
 *
 * @param origin where and when
 * @param failure why
 */
public record MetadataFailed(AlertOrigin origin, Failure failure) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.METADATA_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return failure.properties();
    }
}
