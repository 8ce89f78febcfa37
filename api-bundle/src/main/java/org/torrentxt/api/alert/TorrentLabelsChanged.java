package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.torrentxt.value.Sorted;

/**
 * The labels of a torrent were changed. Fires once per change, in the order of the changes; {@link TorrentAdded} has those
 * of before. Event properties: {@code added} and {@code removed} (String[]). Not droppable.
 *
 * @param origin where and when; with the labels that it has now
 * @param added the labels that it did not have before, sorted
 * @param removed the labels that it had before, sorted
 */
public record TorrentLabelsChanged(AlertOrigin origin, Set<String> added, Set<String> removed) implements Alert {
    /** Copies the sets. */
    public TorrentLabelsChanged {
        Objects.requireNonNull(origin, "origin");
        added = Sorted.set(Objects.requireNonNull(added, "added"));
        removed = Sorted.set(Objects.requireNonNull(removed, "removed"));
    }

    @Override
    public AlertType type() {
        return AlertType.TORRENT_LABELS_CHANGED;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("added", added.toArray(String[]::new), "removed", removed.toArray(String[]::new));
    }
}
