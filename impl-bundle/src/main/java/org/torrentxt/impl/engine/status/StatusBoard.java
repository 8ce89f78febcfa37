package org.torrentxt.impl.engine.status;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;

/** The statuses of torrents as last read, each with the version in which it has changed. Thread-safe. */
final class StatusBoard {
    static final int REMOVALS = 10_000; // that are remembered

    private record Entry(TorrentStatus status, long version) {}

    private record Removal(int torrent, long version) {}

    private final NavigableMap<Integer, Entry> entries = new TreeMap<>();
    private final Deque<Removal> removals = new ArrayDeque<>();
    private long version;
    private long oldest; // since which all removals are known

    /**
     * An empty board.
     *
     * @param first its version, greater than any version of an earlier board of the same session
     */
    StatusBoard(long first) {
        this.version = first;
        this.oldest = first;
    }

    /**
     * Takes a status that was read; it is a new version if it differs in more than the time that has passed.
     *
     * @return the one before; empty for a new torrent
     */
    synchronized Optional<TorrentStatus> put(TorrentStatus status) {
        Entry before = entries.get(status.id());
        boolean isSame = before != null && isSame(before.status(), status);
        entries.put(status.id(), new Entry(status, isSame ? before.version() : ++version));
        return Optional.ofNullable(before).map(Entry::status);
    }

    // Most do not move at all; those that run differ in times alone.
    private static boolean isSame(TorrentStatus before, TorrentStatus now) {
        return before.equals(now)
                || !before.activeTime().equals(now.activeTime())
                        && before.equals(now.toBuilder()
                                .activeTime(before.activeTime())
                                .finishedTime(before.finishedTime())
                                .seedingTime(before.seedingTime())
                                .build());
    }

    /** Makes a new version of a torrent of which something else has changed. */
    synchronized void touch(int torrent) {
        entries.computeIfPresent(torrent, (id, entry) -> new Entry(entry.status(), ++version));
    }

    /** Removes a torrent; returns its last status, empty if there is none. */
    synchronized Optional<TorrentStatus> remove(int torrent) {
        Entry removed = entries.remove(torrent);
        if (removed != null) {
            removals.add(new Removal(torrent, ++version));
            if (removals.size() > REMOVALS) {
                oldest = removals.remove().version();
            }
        }
        return Optional.ofNullable(removed).map(Entry::status);
    }

    /** Removes all, as if none had ever been there. */
    synchronized void clear() {
        entries.clear();
        removals.clear();
        oldest = ++version;
    }

    synchronized boolean has(int torrent) {
        return entries.containsKey(torrent);
    }

    synchronized int size() {
        return entries.size();
    }

    /** The ids of the torrents whose status is such. */
    synchronized List<Integer> idsOf(Predicate<TorrentStatus> which) {
        return entries.values().stream()
                .map(Entry::status)
                .filter(which)
                .map(TorrentStatus::id)
                .toList();
    }

    /** Ids in order, after the given one and then from the beginning. */
    synchronized List<Integer> next(int after, int count) {
        List<Integer> next = new ArrayList<>(count);
        for (Integer id : entries.tailMap(after, false).keySet()) {
            if (next.size() == count) {
                return next;
            }
            next.add(id);
        }
        for (Integer id : entries.headMap(after, true).keySet()) {
            if (next.size() == count) {
                return next;
            }
            next.add(id);
        }
        return next;
    }

    /** All statuses, by id. */
    synchronized List<TorrentStatus> all() {
        List<TorrentStatus> all = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            all.add(entry.status());
        }
        return List.copyOf(all);
    }

    /** What has changed since a version. */
    synchronized StatusChanges since(long since) {
        StatusChanges.Builder changes = StatusChanges.builder(version);
        if (since < oldest || since > version) {
            return changes.isComplete(true).statuses(all()).build();
        }
        List<TorrentStatus> changed = new ArrayList<>();
        for (Map.Entry<Integer, Entry> each : entries.entrySet()) {
            if (each.getValue().version() > since) {
                changed.add(each.getValue().status());
            }
        }
        List<Integer> removed = removals.stream()
                .filter(removal -> removal.version() > since)
                .map(Removal::torrent)
                .toList();
        return changes.statuses(changed).removed(removed).build();
    }
}
