package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Endpoint;

/**
 * A connection with a peer ended. Droppable.
 *
 * @param origin where and when
 * @param endpoint the peer
 * @param failure why
 */
public record PeerDisconnected(AlertOrigin origin, Endpoint endpoint, Failure failure) implements Alert {
    /** Rejects nulls. */
    public PeerDisconnected {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.PEER_DISCONNECTED;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure).and("endpoint", endpoint.toString()).toMap();
    }
}
