package org.torrentxt.impl.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.announce_entry_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TrackerInfo;

/**
 * Where a torrent asks for peers and data beside the DHT: its trackers and web seeds. What the network mode does not allow is
 * kept from the engine until it does. Changed by one thread at a time, as some changes put all trackers anew.
 */
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

    Withheld withheld() {
        return withheld;
    }

    List<TrackerInfo> trackers() {
        return handle.ask(
                h -> Stream.concat(
                                TorrentReader.trackers(h).stream(),
                                withheld.trackers().stream().map(Sources::heldBack))
                        .sorted(Comparator.comparingInt(TrackerInfo::tier))
                        .toList(),
                List.of());
    }

    private static TrackerInfo heldBack(Withheld.Tracker tracker) {
        String message = "held back while network=local";
        return new TrackerInfo(tracker.url(), tracker.tier(), false, 0, message, 0, false, Optional.empty(), -1, -1);
    }

    List<String> webSeeds() {
        return handle.ask(
                h -> Stream.concat(h.get_url_seeds().stream(), withheld.webSeeds().stream())
                        .toList(),
                List.of());
    }

    synchronized void addTracker(String url, int tier) {
        announce_entry tracker = tracker(url, tier);
        handle.act(h -> h.add_tracker(tracker));
    }

    synchronized void replaceTrackers(List<List<String>> tiers) {
        announce_entry_vector trackers = new announce_entry_vector();
        List<List<String>> all = Given.list("tiers", tiers);
        for (int tier = 0; tier < all.size(); tier++) {
            for (String url : Given.list("tiers", all.get(tier))) {
                trackers.add(tracker(url, tier));
            }
        }
        handle.act(h -> h.replace_trackers(trackers));
        withheld.removeTrackers();
    }

    synchronized void removeTracker(String url) {
        Objects.requireNonNull(url, "url");
        handle.act(h -> {
            announce_entry_vector kept = new announce_entry_vector();
            h.trackers().stream()
                    .filter(tracker -> !tracker.getUrl().equals(url))
                    .forEach(kept::add);
            h.replace_trackers(kept);
        });
        withheld.removeTracker(url);
    }

    private announce_entry tracker(String url, int tier) {
        Urls.checkTracker(url, network.get());
        if (tier < 0 || tier > MAX_TIER) {
            throw TorrentException.invalid("tier " + tier + " is out of range; expected 0 to " + MAX_TIER);
        }
        return new Withheld.Tracker(url, tier).toNative();
    }

    synchronized void addWebSeed(String url) {
        Urls.checkWebSeed(url, network.get());
        handle.act(h -> h.add_url_seed(url));
    }

    synchronized void removeWebSeed(String url) {
        Objects.requireNonNull(url, "url");
        handle.act(h -> h.remove_url_seed(url));
        withheld.removeWebSeed(url);
    }

    /** Takes over a changed network mode: gives the engine what that allows, and takes back what it does not. */
    synchronized void reach(NetworkMode changed) {
        handle.tell(h -> {
            withdrawTrackers(h, changed);
            withdrawWebSeeds(h, changed);
            withheld.releaseTrackers(changed).forEach(tracker -> h.add_tracker(tracker.toNative()));
            withheld.releaseWebSeeds(changed).forEach(h::add_url_seed);
        });
    }

    private void withdrawTrackers(torrent_handle h, NetworkMode changed) {
        announce_entry_vector kept = new announce_entry_vector();
        List<Withheld.Tracker> foreign = new ArrayList<>();
        for (announce_entry tracker : h.trackers()) {
            if (changed.allowsUrl(tracker.getUrl())) {
                kept.add(tracker);
            } else {
                foreign.add(new Withheld.Tracker(tracker.getUrl(), tracker.getTier()));
            }
        }
        if (!foreign.isEmpty()) {
            h.replace_trackers(kept);
            foreign.forEach(withheld::add);
        }
    }

    private void withdrawWebSeeds(torrent_handle h, NetworkMode changed) {
        h.get_url_seeds().stream()
                .filter(url -> !changed.allowsUrl(url))
                .toList()
                .forEach(url -> {
                    h.remove_url_seed(url);
                    withheld.addWebSeed(url);
                });
    }
}
