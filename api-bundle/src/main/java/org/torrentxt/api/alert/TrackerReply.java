package org.torrentxt.api.alert;

import java.util.Map;

/**
 * A tracker answered an announce. Fires once per announce, for each address the session listens at. Not droppable.
 *
 * @param origin where and when
 * @param tracker its announce URL
 * @param numPeers how many peers it named
 */
public record TrackerReply(AlertOrigin origin, String tracker, int numPeers) implements Alert {
    @Override
    public AlertType type() {
        return AlertType.TRACKER_REPLY;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("tracker", tracker, "numPeers", numPeers);
    }
}
