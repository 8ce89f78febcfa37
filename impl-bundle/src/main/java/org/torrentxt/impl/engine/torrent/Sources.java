package org.torrentxt.impl.engine.torrent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.announce_endpoint;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.announce_entry_vector;
import org.libtorrent4j.swig.string_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.content.Withheld;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.network.Urls;
import org.torrentxt.impl.request.TrackersAnswer;

/**
 * A torrent's trackers and web seeds. Those that the network mode does not allow are withheld from the engine; for
 * others the engine gets URLs of its session's gateway, while users always see the original URLs. Changed by one thread
 * at a time, as some changes replace all trackers.
 */
public final class Sources {
    private static final int MAX_TIER = 255;

    private final LiveHandle handle;
    private final int torrent;
    private final EngineUrls urls;
    private final Withheld withheld;

    Sources(LiveHandle handle, int torrent, EngineUrls urls, Withheld withheld) {
        this.handle = handle;
        this.torrent = torrent;
        this.urls = urls;
        this.withheld = withheld;
    }

    List<TrackerInfo> trackers() {
        return handle.ask(
                h -> Stream.concat(
                                TorrentReader.trackers(h, urls::isOfGateway).stream()
                                        .map(this::restored),
                                withheld.trackers().stream().map(this::heldBack))
                        .sorted(Comparator.comparingInt(TrackerInfo::tier))
                        .toList(),
                List.of());
    }

    private TrackerInfo restored(TrackerInfo tracker) {
        return tracker.toBuilder()
                .url(urls.original(tracker.url()))
                .message(urls.original(tracker.message()))
                .build();
    }

    private TrackerInfo heldBack(Withheld.Tracker tracker) {
        return TrackerInfo.builder(tracker.url())
                .tier(tracker.tier())
                .message(urls.heldBack(tracker.url()))
                .build();
    }

    /**
     * Scrapes a tracker.
     *
     * @throws TorrentException if there is no tracker to ask
     */
    synchronized void scrape(TrackersAnswer<?> answer) {
        handle.act(h -> {
            requireTracker(h);
            answer.ask(() -> {
                h.scrape_tracker();
                expect(h, answer);
            });
        });
    }

    /**
     * Announces to all trackers.
     *
     * @throws TorrentException if there is no tracker to ask
     */
    synchronized void announce(TrackersAnswer<?> answer) {
        handle.act(h -> {
            requireTracker(h);
            answer.ask(() -> {
                h.force_reannounce(0, -1, torrent_handle.ignore_min_interval);
                expect(h, answer);
            });
        });
    }

    private void requireTracker(torrent_handle h) {
        if (h.trackers().isEmpty()) {
            throw TorrentException.invalid(
                    withheld.trackers().isEmpty()
                            ? "torrent " + torrent + " has no trackers; add one first"
                            : "no usable tracker for torrent " + torrent + ": "
                                    + urls.heldBack(withheld.trackers().get(0).url())
                                    + (urls.network() == NetworkMode.INTERNET
                                            ? ""
                                            : "; set network=internet in the session's configuration"));
        }
    }

    // The engine asks from each socket, and for each info-hash.
    private void expect(torrent_handle h, TrackersAnswer<?> answer) {
        int hashes =
                Natives.infoHashes(h.info_hashes()).stream().mapToInt(hash -> 1).sum();
        for (announce_entry tracker : h.trackers()) {
            int sockets = (int) tracker.getEndpoints().stream()
                    .filter(announce_endpoint::getEnabled)
                    .count();
            answer.expect(Credentials.hide(urls.original(tracker.getUrl())), Math.max(1, sockets * hashes));
        }
    }

    /**
     * Why no tracker brings a peer, in words.
     *
     * @param found true if peers are known, which is enough for a tracker that answers to be no problem
     */
    String trackerProblem(boolean found) {
        List<TrackerInfo> asked = handle.ask(h -> TorrentReader.trackers(h, urls::isOfGateway), List.of());
        List<Withheld.Tracker> foreign = withheld.trackers();
        if (asked.isEmpty()) {
            return foreign.isEmpty()
                    ? "no trackers"
                    : foreign.size() == 1 ? "its tracker is held back" : "its trackers are held back";
        }
        if (asked.stream().anyMatch(tracker -> tracker.verified() && tracker.fails() == 0)) {
            return found ? "" : "no other peers on its trackers";
        }
        return asked.stream()
                .filter(tracker -> tracker.fails() > 0)
                .findFirst()
                .map(failed -> "no tracker answers" + inBrackets(urls.original(failed.message())))
                .orElse("no tracker has answered yet");
    }

    private static String inBrackets(String message) {
        return message.isEmpty() ? "" : " (" + Arguments.brief(message.replaceAll("\\p{Cntrl}+", " ")) + ")";
    }

    /** Why no web seed brings data, in words; empty if there are none. */
    String webSeedProblem() {
        List<String> asked = handle.ask(h -> List.copyOf(h.get_url_seeds()), List.of());
        return !asked.isEmpty()
                ? "no connection to its web seeds"
                : withheld.webSeeds().isEmpty() ? "" : "its web seeds are held back";
    }

    List<String> webSeeds() {
        return handle.ask(this::webSeeds, List.of());
    }

    /** The original URL for a URL of the engine. */
    String known(String url) {
        return urls.original(url);
    }

    /** All trackers of a handle with their tiers, for saving. */
    List<Withheld.Tracker> trackers(torrent_handle h) {
        return Stream.concat(
                        Natives.copies(
                                h.trackers(),
                                tracker -> new Withheld.Tracker(urls.original(tracker.getUrl()), tracker.getTier()))
                                .stream(),
                        withheld.trackers().stream())
                .toList();
    }

    /** All web seeds of a handle. */
    List<String> webSeeds(torrent_handle h) {
        return Stream.concat(h.get_url_seeds().stream().map(urls::original), withheld.webSeeds().stream())
                .toList();
    }

    /** Completes the engine's data to be saved, with the original URLs. */
    public void addTo(add_torrent_params params) {
        string_vector trackers = new string_vector();
        params.getTrackers().stream().map(urls::original).forEach(trackers::add);
        params.setTrackers(trackers);
        string_vector webSeeds = new string_vector();
        params.getUrl_seeds().stream().map(urls::original).forEach(webSeeds::add);
        params.setUrl_seeds(webSeeds);
        withheld.addTo(params);
    }

    synchronized void addTracker(String url, int tier) {
        announce_entry tracker = tracker(url, tier);
        handle.act(h -> h.add_tracker(tracker));
    }

    synchronized void replaceTrackers(List<List<String>> tiers) {
        List<List<String>> given = Arguments.list("tiers", tiers).stream()
                .map(tier -> Arguments.list("tiers", tier))
                .toList();
        List<List<String>> all = ShownUrls.restored(
                given, trackers().stream().map(TrackerInfo::url).toList());
        announce_entry_vector trackers = new announce_entry_vector();
        for (int tier = 0; tier < all.size(); tier++) {
            for (String url : all.get(tier)) {
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
                    .filter(tracker -> !urls.original(tracker.getUrl()).equals(url))
                    .forEach(kept::add);
            h.replace_trackers(kept);
        });
        withheld.removeTracker(url);
    }

    private announce_entry tracker(String url, int tier) {
        Urls.checkTracker(url, urls.network());
        if (tier < 0 || tier > MAX_TIER) {
            throw TorrentException.invalid("tier out of range: " + tier + "; expected 0 to " + MAX_TIER);
        }
        return toNative(new Withheld.Tracker(url, tier)).orElseThrow(() -> ruledOut(url));
    }

    private Optional<announce_entry> toNative(Withheld.Tracker tracker) {
        return urls.tracker(torrent, tracker.url()).map(url -> new Withheld.Tracker(url, tracker.tier()).toNative());
    }

    private TorrentException ruledOut(String url) {
        return TorrentException.invalid("cannot use '" + Arguments.brief(url) + "': " + urls.heldBack(url));
    }

    synchronized void addWebSeed(String url) {
        Urls.checkWebSeed(url, urls.network());
        String given = urls.webSeed(torrent, url).orElseThrow(() -> ruledOut(url));
        handle.act(h -> h.add_url_seed(given));
    }

    synchronized void removeWebSeed(String url) {
        Objects.requireNonNull(url, "url");
        handle.act(h -> h.get_url_seeds().stream()
                .filter(given -> urls.original(given).equals(url))
                .toList()
                .forEach(h::remove_url_seed));
        withheld.removeWebSeed(url);
    }

    /**
     * Applies a changed network mode or proxy: adds the URLs that are now allowed to the engine, and removes the
     * others.
     */
    synchronized void applyNetwork() {
        handle.tell(h -> {
            reachTrackers(h);
            reachWebSeeds(h);
        });
    }

    private void reachTrackers(torrent_handle h) {
        announce_entry_vector kept = new announce_entry_vector();
        List<Withheld.Tracker> foreign = new ArrayList<>();
        boolean changed = false;
        for (announce_entry tracker : h.trackers()) {
            Withheld.Tracker known = new Withheld.Tracker(urls.original(tracker.getUrl()), tracker.getTier());
            Optional<announce_entry> given = toNative(known);
            boolean same =
                    given.filter(now -> now.getUrl().equals(tracker.getUrl())).isPresent();
            changed |= !same;
            given.ifPresentOrElse(now -> kept.add(same ? tracker : now), () -> foreign.add(known));
        }
        if (changed) {
            h.replace_trackers(kept);
            foreign.forEach(withheld::add);
        }
        for (Withheld.Tracker tracker : withheld.trackers()) {
            toNative(tracker).ifPresent(given -> {
                withheld.remove(tracker);
                h.add_tracker(given);
            });
        }
    }

    private void reachWebSeeds(torrent_handle h) {
        for (String given : List.copyOf(h.get_url_seeds())) {
            String url = urls.original(given);
            Optional<String> now = urls.webSeed(torrent, url);
            if (now.filter(given::equals).isEmpty()) {
                h.remove_url_seed(given);
                now.ifPresentOrElse(h::add_url_seed, () -> withheld.addWebSeed(url));
            }
        }
        for (String url : withheld.webSeeds()) {
            urls.webSeed(torrent, url).ifPresent(now -> {
                withheld.removeWebSeed(url);
                h.add_url_seed(now);
            });
        }
    }
}
