package org.torrentxt.api.alert;

import java.util.Map;

/**
 * A tracker could not be reached, or refused. Fires once per attempt. Not droppable.
 *
 * @param origin where and when
 * @param tracker its announce URL
 * @param failure why
 */
public record TrackerError(AlertOrigin origin, String tracker, Failure failure) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.TRACKER_ERROR;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("tracker", tracker).toMap();
    }
}
