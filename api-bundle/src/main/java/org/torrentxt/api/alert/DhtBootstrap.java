package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * The session's DHT node found its neighbours for the first time. Not droppable.
 *
 * @param origin where and when
 */
public record DhtBootstrap(AlertOrigin origin) implements Alert {
    /** Rejects nulls. */
    public DhtBootstrap {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.DHT_BOOTSTRAP;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
