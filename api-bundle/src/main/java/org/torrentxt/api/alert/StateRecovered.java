package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * All changes are saved again, after {@link StateFailing}. Not droppable.
 *
 * @param origin where and when
 */
public record StateRecovered(AlertOrigin origin) implements Alert {
    /** Rejects nulls. */
    public StateRecovered {
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public AlertType type() {
        return AlertType.STATE_RECOVERED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of();
    }
}
