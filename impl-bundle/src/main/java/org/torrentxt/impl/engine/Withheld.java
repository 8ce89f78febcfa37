package org.torrentxt.impl.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.int_vector;
import org.libtorrent4j.swig.string_vector;

/**
 * The trackers and web seeds of a torrent that are withheld from the engine because of the network mode. They still
 * belong to the torrent, and are listed and saved with the others.
 */
final class Withheld {
    /** A tracker by its announce URL. */
    record Tracker(String url, int tier) {
        announce_entry toNative() {
            announce_entry entry = new announce_entry(url);
            entry.setTier((short) tier);
            return entry;
        }
    }

    private final Set<Tracker> trackers = new CopyOnWriteArraySet<>();
    private final Set<String> webSeeds = new CopyOnWriteArraySet<>();

    void add(Tracker tracker) {
        trackers.add(tracker);
    }

    void addWebSeed(String url) {
        webSeeds.add(url);
    }

    void remove(Tracker tracker) {
        trackers.remove(tracker);
    }

    void removeTracker(String url) {
        trackers.removeIf(tracker -> tracker.url().equals(url));
    }

    void removeTrackers() {
        trackers.clear();
    }

    void removeWebSeed(String url) {
        webSeeds.remove(url);
    }

    List<Tracker> trackers() {
        return List.copyOf(trackers);
    }

    List<String> webSeeds() {
        return List.copyOf(webSeeds);
    }

    /** Completes the engine's data to be saved. */
    void addTo(add_torrent_params params) {
        string_vector urls = params.getTrackers();
        int_vector tiers = params.getTracker_tiers();
        while (tiers.size() < urls.size()) {
            tiers.add(0);
        }
        trackers.forEach(tracker -> {
            urls.add(tracker.url());
            tiers.add(tracker.tier());
        });
        params.getUrl_seeds().addAll(webSeeds);
    }
}
