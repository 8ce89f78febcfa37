package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Credentials;

/**
 * A scrape failed. Not droppable.
 *
 * @param origin where and when
 * @param tracker its announce URL, without user name and password
 * @param failure why
 */
public record ScrapeFailed(AlertOrigin origin, String tracker, Failure failure) implements Alert {
    /** Hides user name and password of the URL. */
    public ScrapeFailed {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(tracker, "tracker");
        Objects.requireNonNull(failure, "failure");
        tracker = Credentials.hide(tracker);
    }

    @Override
    public AlertType type() {
        return AlertType.SCRAPE_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("tracker", tracker).toMap();
    }
}
