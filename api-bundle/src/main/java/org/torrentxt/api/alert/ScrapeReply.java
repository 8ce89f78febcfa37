package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Credentials;

/**
 * A tracker answered a scrape. Event properties: {@code tracker}, {@code numComplete}, {@code numIncomplete}, and
 * {@code numPeers}, their sum. Not droppable.
 *
 * @param origin where and when
 * @param tracker its announce URL, without user name and password
 * @param numComplete seeds it counts
 * @param numIncomplete leechers it counts
 */
public record ScrapeReply(AlertOrigin origin, String tracker, int numComplete, int numIncomplete) implements Alert {
    /** Hides user name and password of the URL. */
    public ScrapeReply {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(tracker, "tracker");
        tracker = Credentials.hide(tracker);
    }

    @Override
    public AlertType type() {
        return AlertType.SCRAPE_REPLY;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of(
                "tracker",
                tracker,
                "numComplete",
                numComplete,
                "numIncomplete",
                numIncomplete,
                "numPeers",
                numComplete + numIncomplete);
    }
}
