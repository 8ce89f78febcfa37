package org.torrentxt.impl.engine.torrent;

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
 * Torrents that were removed but still have alerts to come: about the removal, and about deleting the files. Each is
 * found by id or hash in constant time, as thousands may be removed at once. Bounded, as alerts can be dropped.
 * Thread-safe.
 */
final class Departures<T> {
    static final int MAX = 10_000;

    private record Departed<T>(T torrent, InfoHashes hashes, AlertType last) {}

    private final TreeMap<Integer, Departed<T>> byId = new TreeMap<>();
    private final Map<InfoHash, NavigableSet<Integer>> idsByHash = new HashMap<>();

    /**
     * Adds a torrent; the oldest one is dropped if there are too many.
     *
     * @param last the torrent's last alert
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

    /** Drops a torrent if this was its last alert. */
    synchronized void told(int id, AlertType type) {
        Departed<T> left = byId.get(id);
        if (left != null && (left.last == type || type == AlertType.TORRENT_DELETE_FAILED)) {
            forget(id);
        }
    }

    private void forget(int id) {
        Departed<T> left = byId.remove(id);
        if (left != null) {
            // by the hashes it was added with: it may have got others since
            left.hashes.stream()
                    .forEach(hash -> idsByHash.computeIfPresent(hash, (same, ids) -> {
                        ids.remove(id);
                        return ids.isEmpty() ? null : ids;
                    }));
        }
    }

    /** The torrent with that id. */
    synchronized Optional<T> find(int id) {
        return Optional.ofNullable(byId.get(id)).map(Departed::torrent);
    }

    /** The latest torrent with one of these hashes: the last alert of an earlier one was dropped. */
    synchronized Optional<T> find(InfoHashes hashes) {
        return hashes.stream()
                .filter(idsByHash::containsKey)
                .map(hash -> idsByHash.get(hash).last())
                .max(Comparator.naturalOrder())
                .map(id -> byId.get(id).torrent);
    }

    /** The number of hashes of all torrents still held. */
    synchronized int indexed() {
        return idsByHash.values().stream().mapToInt(NavigableSet::size).sum();
    }

    synchronized void clear() {
        byId.clear();
        idsByHash.clear();
    }
}
