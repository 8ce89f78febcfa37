package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;

/**
 * A state file of the session cannot be used: it was set aside, or left where it is if only a newer version can read it.
 * The torrent that was saved in it is not loaded. It is never changed or deleted. Not droppable.
 *
 * @param origin where and when; with the id of the torrent that was saved in it, or 0
 * @param file its absolute path now
 * @param reason why it cannot be used
 */
public record StateDamaged(AlertOrigin origin, String file, String reason) implements Alert {
    /** Rejects nulls. */
    public StateDamaged {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public AlertType type() {
        return AlertType.STATE_DAMAGED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("file", file, "reason", reason);
    }
}
