package org.torrentxt.shell.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;

/** Shows what a session has done in all its runs. */
@Service
@Command(
        scope = "torrent",
        name = "stats",
        description = "Shows lifetime totals of a session: transferred bytes, ratio, torrents, times."
                + " Example: torrent:stats")
public final class StatsCommand extends SessionAction {
    private static final int LABELS = 10;

    @Override
    protected void run() {
        SessionStatus status = session().status();
        List<TorrentStatus> torrents = session().statuses();
        output().details(new Details()
                .group("Session " + status.name())
                .add("Downloaded", both(status.allTimeDownload(), status.totalDownload()))
                .add("Uploaded", both(status.allTimeUpload(), status.totalUpload()))
                .add("Ratio", Units.ratio(status.allTimeUpload(), status.allTimeDownload()))
                .add("This run", Units.ratio(status.totalUpload(), status.totalDownload()))
                .group("Torrents")
                .add("Torrents", torrents.size())
                .add("States", counts(torrents.stream().map(Torrents::state)))
                .add(
                        "Labels",
                        counts(torrents.stream().map(TorrentStatus::labels).flatMap(Collection::stream)))
                .add("Complete", torrents.stream().filter(Torrents::isComplete).count())
                .add("Size", Units.size(sum(torrents, TorrentStatus::totalWanted)))
                .add("Done", Units.size(sum(torrents, TorrentStatus::totalWantedDone)))
                .group("Times")
                .add("First added", moment(torrents.stream().map(TorrentStatus::addedTime), Comparator.naturalOrder()))
                .add(
                        "Last completed",
                        moment(
                                torrents.stream().flatMap(torrent -> torrent.completedTime().stream()),
                                Comparator.reverseOrder()))
                .add("Active", total(torrents, TorrentStatus::activeTime))
                .add("Seeding", total(torrents, TorrentStatus::seedingTime)));
    }

    private static String both(long inAllRuns, long inThisRun) {
        return Units.size(inAllRuns) + ", " + Units.size(inThisRun) + " of it in this run";
    }

    private static long sum(List<TorrentStatus> torrents, Function<TorrentStatus, Long> bytes) {
        return torrents.stream().mapToLong(bytes::apply).sum();
    }

    // the most frequent ones
    private static String counts(Stream<String> names) {
        Map<String, Long> counts =
                names.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        String most = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(LABELS)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return counts.size() > LABELS ? most + " and " + (counts.size() - LABELS) + " more" : most;
    }

    private static String moment(Stream<Instant> moments, Comparator<Instant> first) {
        return moments.min(first).map(Units::time).orElse("");
    }

    private static String total(List<TorrentStatus> torrents, Function<TorrentStatus, Duration> time) {
        Duration total = torrents.stream().map(time).reduce(Duration.ZERO, Duration::plus);
        return total.isZero() ? "" : Units.duration(total) + " of all torrents together";
    }
}
