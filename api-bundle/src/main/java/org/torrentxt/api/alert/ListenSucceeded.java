package org.torrentxt.api.alert;

import java.util.Map;
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
    @Override
    public AlertType type() {
        return AlertType.LISTEN_SUCCEEDED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("endpoint", endpoint.toString(), "socketType", socketType);
    }
}
