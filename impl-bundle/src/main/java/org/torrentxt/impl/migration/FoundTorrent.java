package org.torrentxt.impl.migration;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Labels;
import org.torrentxt.api.TorrentException;
import org.torrentxt.failure.Reasons;

/**
 * A torrent of another client.
 *
 * @param file where it was found
 * @param name to show
 * @param request to add it; empty if that is impossible
 * @param labels its categories, tags and labels
 * @param attributes other facts, such as share limits
 * @param notes what will be different after the import
 * @param problem why it cannot be added; empty if it can
 */
public record FoundTorrent(
        Path file,
        String name,
        Optional<AddTorrent> request,
        Set<String> labels,
        Map<String, String> attributes,
        List<String> notes,
        String problem) {
    private static final int MOST = 1_000;

    /** Copies the collections. */
    public FoundTorrent {
        labels = Collections.unmodifiableSet(new TreeSet<>(labels));
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        notes = List.copyOf(notes);
    }

    static FoundTorrent unusable(Path file, Throwable problem) {
        return new FoundTorrent(
                file,
                file.getFileName().toString(),
                Optional.empty(),
                Set.of(),
                Map.of(),
                List.of(),
                Reasons.of(problem));
    }

    /** Keeps the labels that can be saved; the others become notes. */
    static Set<String> usable(List<String> labels, List<String> notes) {
        Set<String> usable = new TreeSet<>();
        for (String label : labels.subList(0, Math.min(labels.size(), MOST))) {
            String plain = label.strip().replace(',', ' ');
            try {
                if (!plain.isEmpty()) {
                    Set<String> more = new TreeSet<>(usable);
                    more.add(plain);
                    usable = new TreeSet<>(Labels.labels(more));
                }
            } catch (TorrentException e) {
                notes.add("label skipped: " + e.getMessage());
            }
        }
        return usable;
    }
}
