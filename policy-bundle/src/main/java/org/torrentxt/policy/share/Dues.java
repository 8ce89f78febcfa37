package org.torrentxt.policy.share;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** When which torrents are to be looked at again, though nothing changes. Not thread-safe. */
final class Dues {
    private record Due(Instant time, int torrent) {}

    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::time));
    private final Map<Integer, Due> valid = new HashMap<>(); // others in the queue are skipped

    /** Looks at a torrent then, unless that is planned earlier anyway. */
    void plan(int torrent, Instant time) {
        Due before = valid.get(torrent);
        if (before == null || time.isBefore(before.time)) {
            Due due = new Due(time, torrent);
            valid.put(torrent, due);
            queue.add(due);
        }
    }

    void forget(int torrent) {
        valid.remove(torrent);
    }

    void clear() {
        queue.clear();
        valid.clear();
    }

    /** Takes the torrents that are due. */
    List<Integer> take(Instant now) {
        List<Integer> torrents = new ArrayList<>();
        while (!queue.isEmpty() && !queue.peek().time.isAfter(now)) {
            Due due = queue.remove();
            if (valid.remove(due.torrent, due)) {
                torrents.add(due.torrent);
            }
        }
        return torrents;
    }
}
