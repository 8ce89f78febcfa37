package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * Alerts were dropped because the queue of the engine or of a slow subscriber was full. A subscriber that derives state
 * from alerts should read the state again. Event properties: {@code kinds} (String[]) and {@code count} (Long, if
 * counted). Sent once there is room again. Not droppable.
 *
 * @param origin where and when
 * @param dropped the number for each type, by {@link AlertType#alertName()}; -1 if the engine does not count
 */
public record AlertsDropped(AlertOrigin origin, Map<String, Long> dropped) implements Alert {
    /** Copies the map. */
    public AlertsDropped {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(dropped, "dropped");
        dropped = Map.copyOf(dropped);
    }

    /** The number of dropped alerts, as far as counted. */
    public long count() {
        return dropped.values().stream()
                .filter(n -> n > 0)
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public AlertType type() {
        return AlertType.ALERTS_DROPPED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("kinds", dropped.keySet().stream().sorted().toArray(String[]::new), "count", count());
    }
}
