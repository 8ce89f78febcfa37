package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * Changes of the session and its torrents cannot be saved, as when the disk is full. The session continues, keeps all
 * changes, and tries again. Fires once until {@link StateRecovered}. Not droppable.
 *
 * @param origin where and when
 * @param reason why, as a part of a sentence
 */
public record StateFailing(AlertOrigin origin, String reason) implements Alert {
    /** Rejects nulls. */
    public StateFailing {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public AlertType type() {
        return AlertType.STATE_FAILING;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("reason", reason);
    }
}
