package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Credentials;

/**
 * A tracker answered an announce. Fires once per announce and listen address of the session. Not droppable.
 *
 * @param origin where and when
 * @param tracker its announce URL, without user name and password
 * @param numPeers the number of peers returned
 */
public record TrackerReply(AlertOrigin origin, String tracker, int numPeers) implements Alert {
    /** Hides user name and password of the URL. */
    public TrackerReply {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(tracker, "tracker");
        tracker = Credentials.hide(tracker);
    }

    @Override
    public AlertType type() {
        return AlertType.TRACKER_REPLY;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("tracker", tracker, "numPeers", numPeers);
    }
}
