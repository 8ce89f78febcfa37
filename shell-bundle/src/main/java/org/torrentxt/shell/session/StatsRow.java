package org.torrentxt.shell.session;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.format.Torrents;

/**
 * What some torrents of a session have done together in all runs.
 *
 * @param name what they have in common; empty if that is that they have none
 * @param torrents all of them
 */
record StatsRow(String name, List<TorrentStatus> torrents) implements Document {
    /** Torrents by each of the names that they have, sorted; those without under the empty name, first. */
    static List<StatsRow> by(Function<TorrentStatus, Set<String>> names, Collection<TorrentStatus> torrents) {
        return torrents.stream()
                .flatMap(torrent -> orNone(names.apply(torrent)).map(name -> Map.entry(name, torrent)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .entrySet()
                .stream()
                .map(entry -> new StatsRow(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Stream<String> orNone(Set<String> names) {
        return names.isEmpty() ? Stream.of("") : names.stream();
    }

    long complete() {
        return torrents.stream().filter(Torrents::isComplete).count();
    }

    long wanted() {
        return sum(TorrentStatus::totalWanted);
    }

    long done() {
        return sum(TorrentStatus::totalWantedDone);
    }

    long downloaded() {
        return sum(TorrentStatus::allTimeDownload);
    }

    long uploaded() {
        return sum(TorrentStatus::allTimeUpload);
    }

    Duration active() {
        return total(TorrentStatus::activeTime);
    }

    Duration seeding() {
        return total(TorrentStatus::seedingTime);
    }

    private long sum(ToLongFunction<TorrentStatus> bytes) {
        return torrents.stream().mapToLong(bytes).sum();
    }

    private Duration total(Function<TorrentStatus, Duration> time) {
        return torrents.stream().map(time).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public Map<String, Object> document() {
        return Document.of(
                "name",
                name,
                "torrents",
                torrents.size(),
                "complete",
                complete(),
                "totalWanted",
                wanted(),
                "totalWantedDone",
                done(),
                "allTimeDownload",
                downloaded(),
                "allTimeUpload",
                uploaded(),
                "activeTime",
                active(),
                "seedingTime",
                seeding());
    }
}
