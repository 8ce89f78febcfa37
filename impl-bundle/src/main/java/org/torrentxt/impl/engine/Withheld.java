package org.torrentxt.impl.engine;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.int_vector;
import org.libtorrent4j.swig.string_vector;

/**
 * The trackers and web seeds of a torrent that the network mode keeps from the engine. They are the torrent's all the same: told
 * and saved with the others.
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

    private static final Pattern SOURCE = Pattern.compile("(&(?:tr|ws)=)([^&]*)");

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

    /** Completes what the engine has put together to be saved. */
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

    /** Completes a magnet link of the engine's. */
    String addTo(String magnet) {
        return Stream.concat(
                        trackers.stream().map(tracker -> "&tr=" + encoded(tracker.url())),
                        webSeeds.stream().map(url -> "&ws=" + encoded(url)))
                .collect(Collectors.joining("", magnet, ""));
    }

    /** A magnet link whose trackers and web seeds are replaced. */
    static String restored(String magnet, UnaryOperator<String> original) {
        return SOURCE.matcher(magnet).replaceAll(source -> {
            String url = URLDecoder.decode(source.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
            String known = original.apply(url);
            return Matcher.quoteReplacement(known.equals(url) ? source.group() : source.group(1) + encoded(known));
        });
    }

    private static String encoded(String url) {
        return URLEncoder.encode(url, StandardCharsets.UTF_8);
    }
}
