package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Endpoint;

/**
 * A connection with a peer was made. Droppable.
 *
 * @param origin where and when
 * @param endpoint the peer
 * @param direction {@code in} or {@code out}
 */
public record PeerConnect(AlertOrigin origin, Endpoint endpoint, String direction) implements Alert {
    /** Rejects nulls. */
    public PeerConnect {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(direction, "direction");
    }

    @Override
    public AlertType type() {
        return AlertType.PEER_CONNECT;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("endpoint", endpoint.toString(), "direction", direction);
    }
}
