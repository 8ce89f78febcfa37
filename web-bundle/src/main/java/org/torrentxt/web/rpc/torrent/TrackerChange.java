package org.torrentxt.web.rpc.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.value.Announce;

/** Trackers to add, replace and remove, or a list of those that are to be. */
final class TrackerChange {
    private static final String PAIRS = "pairs of a tracker's id and its new URL";

    private record Replacement(int id, String url) {}

    private final List<String> added;
    private final List<Integer> removed;
    private final List<Replacement> replaced;
    private final Optional<List<List<String>>> tiers;

    TrackerChange(Arguments arguments) {
        added = arguments.texts("trackerAdd").orElse(List.of());
        removed = arguments.indices("trackerRemove").orElse(List.of());
        replaced = replacements(arguments.list("trackerReplace", PAIRS).orElse(List.of()));
        tiers = arguments.text("trackerList").map(TrackerChange::tiers);
    }

    private static List<Replacement> replacements(List<Object> values) {
        List<Replacement> replacements = new ArrayList<>();
        for (int i = 0; i < values.size(); i += 2) {
            Optional<Long> id = Arguments.asNumber(values.get(i)).filter(number -> number >= 0);
            if (id.isEmpty() || i + 1 == values.size() || !(values.get(i + 1) instanceof String url)) {
                throw Arguments.invalid("trackerReplace", PAIRS, values);
            }
            replacements.add(new Replacement(id.get().intValue(), url));
        }
        return replacements;
    }

    private static List<List<String>> tiers(String list) {
        List<List<String>> tiers = new ArrayList<>(List.of(new ArrayList<>()));
        for (String line : list.lines().map(String::strip).toList()) {
            List<String> last = tiers.get(tiers.size() - 1);
            if (!line.isEmpty()) {
                last.add(line);
            } else if (!last.isEmpty()) {
                tiers.add(new ArrayList<>());
            }
        }
        tiers.removeIf(List::isEmpty);
        return tiers;
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && replaced.isEmpty() && tiers.isEmpty();
    }

    /**
     * Checks that the trackers that are removed and replaced exist.
     *
     * @throws org.torrentxt.api.TorrentException for a tracker that none of the torrents has
     */
    void check(List<Torrent> torrents) {
        if (torrents.isEmpty()) {
            return;
        }
        Set<Integer> known = torrents.stream()
                .flatMap(torrent -> torrent.trackers().stream())
                .map(Announce::id)
                .collect(Collectors.toSet());
        check("trackerRemove", removed.stream(), known);
        check("trackerReplace", replaced.stream().map(Replacement::id), known);
    }

    private static void check(String name, Stream<Integer> ids, Set<Integer> known) {
        ids.filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
            throw Arguments.invalid(name, "an id of trackers, which are " + new TreeSet<>(known), id);
        });
    }

    /** Replaces the trackers of a torrent by what they are after the change, all or none. */
    void apply(Torrent torrent) {
        torrent.replaceTrackers(tiers.orElseGet(() -> changed(torrent.trackers())));
    }

    private List<List<String>> changed(List<TrackerInfo> trackers) {
        List<List<String>> changed = new ArrayList<>();
        int tier = -1;
        for (TrackerInfo tracker : trackers) {
            if (tracker.tier() != tier) {
                changed.add(new ArrayList<>());
                tier = tracker.tier();
            }
            int id = Announce.id(tracker);
            if (!removed.contains(id)) {
                changed.get(changed.size() - 1).add(url(id, tracker.url()));
            }
        }
        added.forEach(url -> changed.add(List.of(url)));
        changed.removeIf(List::isEmpty);
        return changed;
    }

    private String url(int id, String before) {
        return replaced.stream()
                .filter(one -> one.id == id)
                .findFirst()
                .map(Replacement::url)
                .orElse(before);
    }
}
