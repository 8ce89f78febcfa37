package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * A listen socket could not be opened. Fires once per attempt. Not droppable.
 *
 * @param origin where and when
 * @param endpoint the address and port that were tried; the name of the network device if it has no address
 * @param socketType {@code tcp}, {@code utp}, {@code ssl} or {@code i2p}
 * @param failure why
 */
public record ListenFailed(AlertOrigin origin, String endpoint, String socketType, Failure failure) implements Alert {
    /** Rejects nulls. */
    public ListenFailed {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(socketType, "socketType");
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public AlertType type() {
        return AlertType.LISTEN_FAILED;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of(failure)
                .and("endpoint", endpoint)
                .and("socketType", socketType)
                .toMap();
    }
}
