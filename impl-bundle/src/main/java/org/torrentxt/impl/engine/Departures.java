package org.torrentxt.impl.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.AlertType;

/**
 * Torrents that were removed, but have alerts to come: of the removal, and of deleting the files. Each is found by its id and its
 * hashes without looking at the others, as thousands may leave at once. Bounded, as alerts can be lost. For any thread.
 */
final class Departures<T> {
    static final int MAX = 10_000;

    private record Departed<T>(T torrent, InfoHashes hashes, AlertType last) {}

    private final TreeMap<Integer, Departed<T>> byId = new TreeMap<>();
    private final Map<InfoHash, NavigableSet<Integer>> idsByHash = new HashMap<>();

    /**
     * Takes one in; the earliest is forgotten if there are too many.
     *
     * @param last the alert after which none comes
     */
    synchronized void add(int id, InfoHashes hashes, T torrent, AlertType last) {
        forget(id);
        byId.put(id, new Departed<>(torrent, hashes, last));
        hashes.stream()
                .forEach(hash ->
                        idsByHash.computeIfAbsent(hash, none -> new TreeSet<>()).add(id));
        if (byId.size() > MAX) {
            forget(byId.firstKey());
        }
    }

    /** Forgets one if this was the last of its alerts. */
    synchronized void told(int id, AlertType type) {
        Departed<T> left = byId.get(id);
        if (left != null && (left.last == type || type == AlertType.TORRENT_DELETE_FAILED)) {
            forget(id);
        }
    }

    private void forget(int id) {
        Departed<T> left = byId.remove(id);
        if (left != null) {
            // by the hashes it came with: it may have learned others since
            left.hashes.stream()
                    .forEach(hash -> idsByHash.computeIfPresent(hash, (same, ids) -> {
                        ids.remove(id);
                        return ids.isEmpty() ? null : ids;
                    }));
        }
    }

    /** The one of that id. */
    synchronized Optional<T> find(int id) {
        return Optional.ofNullable(byId.get(id)).map(Departed::torrent);
    }

    /** The latest that has one of these hashes: of an earlier one, the last alert was lost. */
    synchronized Optional<T> find(InfoHashes hashes) {
        return hashes.stream()
                .filter(idsByHash::containsKey)
                .map(hash -> idsByHash.get(hash).last())
                .max(Comparator.naturalOrder())
                .map(id -> byId.get(id).torrent);
    }

    /** How many entries the hashes have: as many as the torrents that have not been forgotten have hashes. */
    synchronized int indexed() {
        return idsByHash.values().stream().mapToInt(NavigableSet::size).sum();
    }

    synchronized void clear() {
        byId.clear();
        idsByHash.clear();
    }
}
