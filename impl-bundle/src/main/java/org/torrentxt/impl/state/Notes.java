package org.torrentxt.impl.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Labels;
import org.torrentxt.api.TorrentException;

/**
 * What users and bundles note about a torrent. The collections are sorted and cannot be changed; statuses and events
 * share them.
 *
 * @param labels checked by {@link Labels}
 * @param attributes values by key, checked by {@link Labels}
 */
public record Notes(Set<String> labels, Map<String, String> attributes) {
    /** None. */
    public static final Notes NONE = new Notes(Set.of(), Map.of());

    /**
     * Copies and checks the values.
     *
     * @throws TorrentException INVALID_ARGUMENT for labels or attributes that cannot be saved
     */
    public Notes {
        labels = Labels.labels(labels);
        attributes = Labels.attributes(attributes);
    }

    /** Those that a torrent is to be added with. */
    public static Notes of(AddTorrent request) {
        return new Notes(request.labels(), request.attributes());
    }

    /** The same with other labels. */
    public Notes withLabels(Set<String> others) {
        return new Notes(others, attributes);
    }

    /** The same with other attributes. */
    public Notes withAttributes(Map<String, String> others) {
        return new Notes(labels, others);
    }

    /**
     * These, and in addition others: where both have a value of an attribute, that of these remains.
     *
     * @throws TorrentException INVALID_ARGUMENT if they are too many together
     */
    public Notes and(Notes others) {
        if (others.equals(NONE)) {
            return this;
        }
        Map<String, String> missing = new HashMap<>(others.attributes);
        missing.keySet().removeAll(attributes.keySet());
        return new Notes(
                Labels.changed(labels, others.labels, Set.of()), Labels.changed(attributes, missing, Set.of()));
    }
}
