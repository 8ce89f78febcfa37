package org.torrentxt.web.rpc.torrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;

/**
 * The torrents of a session as all clients see them: what has changed is read from the session at most twice a
 * second, with the time of the last change of each, so that who asks each second gets what is new.
 */
final class Roster {
    private static final long AGE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long RECENT = TimeUnit.SECONDS.toNanos(60);

    /**
     * A torrent.
     *
     * @param status as it was last read
     * @param changed when that differed from the one before
     * @param facts what is remembered of it
     */
    record Entry(TorrentStatus status, long changed, Facts facts) {}

    /**
     * What is new.
     *
     * @param entries the torrents that were added or have changed within a minute
     * @param removed the ids of those that were removed within a minute
     */
    record Recent(List<Entry> entries, List<Integer> removed) {}

    /**
     * All torrents.
     *
     * @param entries in the order they were added
     * @param version of the session's changes, as which they were read
     */
    record All(List<Entry> entries, long version) {}

    private record Removed(int id, long time) {}

    private final Deque<Removed> removed = new ArrayDeque<>();
    // ids grow in the order in which torrents are added
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private long version;
    private long read;
    private boolean isDue = true;

    synchronized All all(TorrentSession session) {
        read(session);
        return new All(List.copyOf(entries.values()), version);
    }

    synchronized Recent recent(TorrentSession session) {
        read(session);
        long now = System.nanoTime();
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (now - entry.changed < RECENT) {
                changed.add(entry);
            }
        }
        removed.removeIf(one -> now - one.time >= RECENT);
        return new Recent(changed, removed.stream().map(Removed::id).toList());
    }

    /** What is remembered of a torrent. */
    synchronized Facts facts(int id) {
        Entry entry = entries.get(id);
        return entry == null ? new Facts() : entry.facts;
    }

    /** Lets the next one who asks see what has been changed. */
    synchronized void expire() {
        isDue = true;
    }

    private void read(TorrentSession session) {
        long now = System.nanoTime();
        if (!isDue && now - read < AGE) {
            return;
        }
        StatusChanges changes = session.changes(version);
        if (changes.isComplete()) {
            Set<Integer> present =
                    changes.statuses().stream().map(TorrentStatus::id).collect(Collectors.toSet());
            entries.keySet().stream()
                    .filter(id -> !present.contains(id))
                    .toList()
                    .forEach(id -> remove(id, now));
        }
        changes.removed().forEach(id -> remove(id, now));
        changes.statuses()
                .forEach(status -> entries.merge(
                        status.id(),
                        new Entry(status, now, new Facts()),
                        (before, after) -> updated(before, status, now)));
        version = changes.version();
        read = now;
        isDue = false;
    }

    private void remove(int id, long now) {
        if (entries.remove(id) != null) {
            removed.add(new Removed(id, now));
        }
    }

    private static Entry updated(Entry before, TorrentStatus status, long now) {
        return new Entry(status, now, before.facts);
    }
}
