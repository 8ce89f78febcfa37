package org.torrentxt.api.alert;

import java.util.Map;

/**
 * A scrape failed. Not droppable.
 *
 * @param origin where and when
 * @param tracker its announce URL
 * @param failure why
 */
public record ScrapeFailed(AlertOrigin origin, String tracker, Failure failure) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.SCRAPE_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("tracker", tracker).toMap();
    }
}
