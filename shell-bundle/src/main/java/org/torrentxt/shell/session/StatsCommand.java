package org.torrentxt.shell.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;

/** Shows what a session has done in all its runs. */
@Service
@Command(
        scope = "torrent",
        name = "stats",
        description = "Shows lifetime totals of a session: transferred bytes, ratio, torrents, times."
                + " Example: torrent:stats --by category")
public final class StatsCommand extends SessionAction {
    /** The totals of a session in JSON. */
    private record Totals(SessionStatus status, StatsRow all) implements Document {
        @Override
        public Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("totalDownload", status.totalDownload());
            document.put("totalUpload", status.totalUpload());
            document.putAll(all.document());
            // also of torrents that were removed
            document.put("allTimeDownload", status.allTimeDownload());
            document.put("allTimeUpload", status.allTimeUpload());
            return document;
        }
    }

    private static final int LABELS = 10;
    private static final Map<String, Function<TorrentStatus, Set<String>>> KINDS = Map.of(
            "category",
                    torrent -> Category.of(torrent.attributes()).map(Set::of).orElse(Set.of()),
            "label", TorrentStatus::labels,
            "state", torrent -> Set.of(Torrents.state(torrent)));
    private static final Listing<StatsRow> LISTING = new Listing<StatsRow>("No torrents")
            .text("Name", row -> row.name().isEmpty() ? "none" : row.name())
            .number("Torrents", row -> row.torrents().size())
            .number("Complete", StatsRow::complete)
            .number("Size", row -> Units.size(row.wanted()))
            .number("Done", row -> Units.size(row.done()))
            .number("Downloaded", row -> Units.size(row.downloaded()))
            .number("Uploaded", row -> Units.size(row.uploaded()))
            .number("Ratio", row -> Units.ratio(row.uploaded(), row.downloaded()))
            .hide("Done", "Complete", "Size", "Ratio", "Downloaded", "Uploaded", "Torrents");

    @Option(
            name = "--by",
            description = "Show the totals of torrents by category, label or state, also of what they have transferred")
    @Completion(
            value = StringsCompleter.class,
            values = {"category", "label", "state"})
    private String by;

    @Option(name = "--json", description = "Print one JSON object, or with --by an array")
    private boolean json;

    @Option(name = "--no-format", description = "With --by, print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() {
        if (by != null) {
            List<StatsRow> rows = StatsRow.by(kind(), session().statuses());
            if (json) {
                output().json(rows);
            } else {
                output().listing(LISTING, rows, false, noFormat);
            }
            return;
        }
        SessionStatus status = session().status();
        StatsRow all = new StatsRow(status.name(), session().statuses());
        if (json) {
            output().json(new Totals(status, all));
        } else {
            output().details(details(status, all));
        }
    }

    private Function<TorrentStatus, Set<String>> kind() {
        return Optional.ofNullable(KINDS.get(by))
                .orElseThrow(
                        () -> TorrentException.invalid("invalid --by '" + by + "': expected category, label or state"));
    }

    private static Details details(SessionStatus status, StatsRow all) {
        List<TorrentStatus> torrents = all.torrents();
        return new Details()
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
                .add(
                        "Categories",
                        counts(torrents.stream().flatMap(torrent -> Category.of(torrent.attributes()).stream())))
                .add("Complete", all.complete())
                .add("Size", Units.size(all.wanted()))
                .add("Done", Units.size(all.done()))
                .group("Times")
                .add("First added", moment(torrents.stream().map(TorrentStatus::addedTime), Comparator.naturalOrder()))
                .add(
                        "Last completed",
                        moment(
                                torrents.stream().flatMap(torrent -> torrent.completedTime().stream()),
                                Comparator.reverseOrder()))
                .add("Active", total(all.active()))
                .add("Seeding", total(all.seeding()));
    }

    private static String both(long inAllRuns, long inThisRun) {
        return Units.size(inAllRuns) + ", " + Units.size(inThisRun) + " of it in this run";
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

    private static String total(Duration time) {
        return time.isZero() ? "" : Units.duration(time) + " of all torrents together";
    }
}
