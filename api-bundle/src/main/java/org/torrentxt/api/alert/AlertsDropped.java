package org.torrentxt.api.alert;

import java.util.Map;

/**
 * Alerts were lost: the engine's queue was full, or that of a slow subscriber. Whoever keeps state by alerts should
 * read it anew. Event properties: {@code kinds} (String[]) and {@code count} (Long, as far as counted). Told
 * once there is room again. Not droppable.
 *
 * @param origin where and when
 * @param dropped how many of which kind, by {@link AlertType#alertName()}; -1 where the engine does not count
 */
public record AlertsDropped(AlertOrigin origin, Map<String, Long> dropped) implements Alert {
    /** Copies the map. */
    public AlertsDropped {
        dropped = Map.copyOf(dropped);
    }

    /** How many alerts were lost, as far as counted. */
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
