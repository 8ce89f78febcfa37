package org.torrentxt.impl.engine;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.announce_entry_vector;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.TorrentParams.Withheld;

/** Where a torrent asks for peers and data beside the DHT: its trackers and web seeds, those that the network mode holds back included. */
final class Sources {
    private static final int MAX_TIER = 255;

    private final LiveHandle handle;
    private final Supplier<NetworkMode> network;
    private final Withheld withheld;

    Sources(LiveHandle handle, Supplier<NetworkMode> network, Withheld withheld) {
        this.handle = handle;
        this.network = network;
        this.withheld = withheld;
    }

    void addTracker(String url, int tier) {
        announce_entry tracker = tracker(url, tier);
        handle.act(h -> h.add_tracker(tracker));
    }

    void replaceTrackers(List<List<String>> tiers) {
        announce_entry_vector trackers = new announce_entry_vector();
        List<List<String>> all = Given.list("tiers", tiers);
        for (int tier = 0; tier < all.size(); tier++) {
            for (String url : Given.list("tiers", all.get(tier))) {
                trackers.add(tracker(url, tier));
            }
        }
        handle.act(h -> h.replace_trackers(trackers));
    }

    void removeTracker(String url) {
        Objects.requireNonNull(url, "url");
        handle.act(h -> {
            announce_entry_vector kept = new announce_entry_vector();
            h.trackers().stream()
                    .filter(tracker -> !tracker.getUrl().equals(url))
                    .forEach(kept::add);
            h.replace_trackers(kept);
        });
    }

    private announce_entry tracker(String url, int tier) {
        Urls.checkTracker(url, network.get());
        if (tier < 0 || tier > MAX_TIER) {
            throw TorrentException.invalid("tier " + tier + " is out of range; expected 0 to " + MAX_TIER);
        }
        announce_entry tracker = new announce_entry(url);
        tracker.setTier((short) tier);
        return tracker;
    }

    void addWebSeed(String url) {
        Urls.checkWebSeed(url, network.get());
        handle.act(h -> h.add_url_seed(url));
    }

    void removeWebSeed(String url) {
        Objects.requireNonNull(url, "url");
        handle.act(h -> h.remove_url_seed(url));
    }

    /** Gives the engine what the network mode kept from it, as far as it allows that now. */
    void release(NetworkMode wider) {
        synchronized (withheld) {
            List<String> trackers =
                    withheld.trackers().stream().filter(wider::allowsUrl).toList();
            List<String> webSeeds =
                    withheld.webSeeds().stream().filter(wider::allowsUrl).toList();
            handle.tell(h -> {
                trackers.forEach(url -> h.add_tracker(new announce_entry(url)));
                webSeeds.forEach(h::add_url_seed);
            });
            withheld.trackers().removeAll(trackers);
            withheld.webSeeds().removeAll(webSeeds);
        }
    }
}
