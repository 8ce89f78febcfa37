package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.Endpoint;

/**
 * A listen socket was opened. Fires once per socket, at start and after a change of {@code listen.interfaces}. Not
 * droppable.
 *
 * @param origin where and when
 * @param endpoint the address and port
 * @param socketType {@code tcp}, {@code utp}, {@code ssl} or {@code i2p}
 */
public record ListenSucceeded(AlertOrigin origin, Endpoint endpoint, String socketType) implements Alert {
    /** Rejects nulls. */
    public ListenSucceeded {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(socketType, "socketType");
    }

    @Override
    public AlertType type() {
        return AlertType.LISTEN_SUCCEEDED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("endpoint", endpoint.toString(), "socketType", socketType);
    }
}
