package org.torrentxt.impl.engine.content;

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
public final class Withheld {
    /** A tracker by its announce URL, in a tier that the engine has. */
    public record Tracker(String url, int tier) {
        private static final int LAST_TIER = 255;

        public Tracker {
            tier = Math.min(LAST_TIER, tier);
        }

        public announce_entry toNative() {
            announce_entry entry = new announce_entry(url);
            entry.setTier((short) tier);
            return entry;
        }
    }

    private final Set<Tracker> trackers = new CopyOnWriteArraySet<>();
    private final Set<String> webSeeds = new CopyOnWriteArraySet<>();

    public void add(Tracker tracker) {
        trackers.add(tracker);
    }

    public void addWebSeed(String url) {
        webSeeds.add(url);
    }

    public void remove(Tracker tracker) {
        trackers.remove(tracker);
    }

    public void removeTracker(String url) {
        trackers.removeIf(tracker -> tracker.url().equals(url));
    }

    public void removeTrackers() {
        trackers.clear();
    }

    public void removeWebSeed(String url) {
        webSeeds.remove(url);
    }

    public List<Tracker> trackers() {
        return List.copyOf(trackers);
    }

    public List<String> webSeeds() {
        return List.copyOf(webSeeds);
    }

    /** Completes the engine's data to be saved. */
    public void addTo(add_torrent_params params) {
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
