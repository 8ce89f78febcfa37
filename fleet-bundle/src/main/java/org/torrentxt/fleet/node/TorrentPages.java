package org.torrentxt.fleet.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;

/**
 * The torrents of a session in pages. A torrent stays on its page, so that one that is added or removed changes one page
 * only. Those that there is no page for wait until there is room. Not thread-safe.
 */
final class TorrentPages {
    private static final class Page {
        private final SortedMap<Integer, FleetTorrent> torrents = new TreeMap<>();
        private byte[] facts = {};
        private byte[] figures = {};
        private boolean isOutdated = true;

        void update() {
            if (isOutdated) {
                facts = TorrentFormat.facts(torrents.values());
                figures = TorrentFormat.figures(torrents.values());
                isOutdated = false;
            }
        }

        void put(FleetTorrent torrent) {
            torrents.put(torrent.id(), torrent);
            isOutdated = true;
        }
    }

    private final SortedMap<Integer, FleetTorrent> all = new TreeMap<>();
    private final SortedMap<Integer, FleetTorrent> waiting = new TreeMap<>();
    private final Map<Integer, Page> pageOf = new HashMap<>();
    private final List<Page> pages = new ArrayList<>();

    /** Takes what has changed; false if nothing has that is reported. */
    boolean take(StatusChanges changes) {
        boolean isChanged = false;
        for (int gone : gone(changes)) {
            isChanged |= remove(gone);
        }
        for (TorrentStatus status : changes.statuses()) {
            isChanged |= put(Rounded.of(status));
        }
        fill();
        return isChanged;
    }

    private Collection<Integer> gone(StatusChanges changes) {
        if (!changes.isComplete()) {
            return changes.removed();
        }
        Set<Integer> gone = new HashSet<>(all.keySet());
        changes.statuses().forEach(status -> gone.remove(status.id()));
        return gone;
    }

    private boolean remove(int id) {
        waiting.remove(id);
        Page page = pageOf.remove(id);
        if (page != null) {
            page.torrents.remove(id);
            page.isOutdated = true;
        }
        return all.remove(id) != null;
    }

    private boolean put(FleetTorrent torrent) {
        if (torrent.equals(all.put(torrent.id(), torrent))) {
            return false;
        }
        Page page = pageOf.get(torrent.id());
        if (page != null) {
            page.put(torrent);
        } else {
            waiting.put(torrent.id(), torrent);
        }
        return true;
    }

    // Pages are full from the first one on, but for what was removed.
    private void fill() {
        for (int i = 0; !waiting.isEmpty() && i < TorrentFormat.MAX_PAGES; i++) {
            if (i == pages.size()) {
                pages.add(new Page());
            }
            Page page = pages.get(i);
            while (!waiting.isEmpty() && page.torrents.size() < TorrentFormat.PAGE) {
                FleetTorrent next = waiting.remove(waiting.firstKey());
                page.put(next);
                pageOf.put(next.id(), page);
            }
        }
        while (!pages.isEmpty() && pages.get(pages.size() - 1).torrents.isEmpty()) {
            pages.remove(pages.size() - 1);
        }
    }

    /** Forgets all. */
    void clear() {
        all.clear();
        waiting.clear();
        pageOf.clear();
        pages.clear();
    }

    /** How many pages there are. */
    int count() {
        return pages.size();
    }

    /** The facts of a page as they are sent; not to be changed. */
    byte[] facts(int page) {
        pages.get(page).update();
        return pages.get(page).facts;
    }

    /** The figures of a page as they are sent; not to be changed. */
    byte[] figures(int page) {
        pages.get(page).update();
        return pages.get(page).figures;
    }

    /** All torrents by id, also those that wait; a view. */
    Collection<FleetTorrent> all() {
        return Collections.unmodifiableCollection(all.values());
    }

    /** All of them as a whole. */
    TorrentSummary summary() {
        int errors = 0;
        long down = 0;
        long up = 0;
        for (FleetTorrent torrent : all.values()) {
            errors += torrent.error().isEmpty() ? 0 : 1;
            down += torrent.downloadRate();
            up += torrent.uploadRate();
        }
        return new TorrentSummary(all.size(), errors, Rounded.rate(down), Rounded.rate(up), count());
    }
}
