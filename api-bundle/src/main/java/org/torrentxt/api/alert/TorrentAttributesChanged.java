package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.torrentxt.value.Sorted;

/**
 * The attributes of a torrent were changed. Fires once per change, in the order of the changes; {@link TorrentAdded} has those
 * of before. Event properties: {@code changed} and {@code removed} (String[]). Not droppable.
 *
 * @param origin where and when; with the attributes that it has now
 * @param changed the keys that were added or have another value, sorted
 * @param removed the keys that it had before, sorted
 */
public record TorrentAttributesChanged(AlertOrigin origin, Set<String> changed, Set<String> removed) implements Alert {
    /** Copies the sets. */
    public TorrentAttributesChanged {
        Objects.requireNonNull(origin, "origin");
        changed = Sorted.set(Objects.requireNonNull(changed, "changed"));
        removed = Sorted.set(Objects.requireNonNull(removed, "removed"));
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_ATTRIBUTES_CHANGED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("changed", changed.toArray(String[]::new), "removed", removed.toArray(String[]::new));
    }
}
