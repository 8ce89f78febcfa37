package org.torrentxt.web.rpc.torrent;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.web.rpc.call.Output;
import org.torrentxt.web.rpc.value.Announce;

/** The trackers of a torrent. */
final class TrackerFields {
    static final List<Field> ALL = List.of(
            Field.of("trackers", TrackerFields::trackers),
            Field.text("trackerList", torrent -> list(torrent.knownTrackers())),
            Field.of("trackerStats", TrackerFields::stats),
            Field.number("manualAnnounceTime", torrent -> 0));

    private static final int INACTIVE = 0;
    private static final int WAITING = 1;
    private static final int ACTIVE = 3;

    private TrackerFields() {}

    private static void trackers(TorrentView torrent, Output out) throws IOException {
        out.startList();
        for (TrackerInfo tracker : torrent.knownTrackers()) {
            out.startObject();
            out.key("announce").value(tracker.url());
            out.key("id").value(Announce.id(tracker));
            out.key("scrape").value(Announce.scrapeUrl(tracker));
            out.key("sitename").value(Announce.site(tracker));
            out.key("tier").value(tracker.tier());
            out.endObject();
        }
        out.endList();
    }

    /** A line for each tracker, and an empty line between tiers. */
    static String list(List<TrackerInfo> trackers) {
        return trackers.stream()
                .collect(Collectors.groupingBy(
                        TrackerInfo::tier,
                        TreeMap::new,
                        Collectors.mapping(TrackerInfo::url, Collectors.joining("\n"))))
                .values()
                .stream()
                .collect(Collectors.joining("\n\n"));
    }

    private static void stats(TorrentView torrent, Output out) throws IOException {
        out.startList();
        for (TrackerInfo tracker : torrent.trackers()) {
            stats(torrent, tracker, out);
        }
        out.endList();
    }

    private static void stats(TorrentView torrent, TrackerInfo tracker, Output out) throws IOException {
        boolean hasAnnounced = tracker.verified() || tracker.fails() > 0;
        boolean hasCounts = tracker.numComplete() >= 0 || tracker.numIncomplete() >= 0;
        out.startObject();
        out.key("announce").value(tracker.url());
        out.key("announceState")
                .value(tracker.updating() ? ACTIVE : tracker.nextAnnounce().isPresent() ? WAITING : INACTIVE);
        out.key("downloadCount").value(tracker.numDownloaded());
        out.key("hasAnnounced").value(hasAnnounced);
        out.key("hasScraped").value(hasCounts);
        out.key("host").value(Announce.host(tracker));
        out.key("id").value(Announce.id(tracker));
        out.key("isBackup").value(false);
        out.key("lastAnnouncePeerCount").value(0);
        out.key("lastAnnounceResult").value(result(tracker, hasAnnounced));
        out.key("lastAnnounceStartTime").value(0);
        out.key("lastAnnounceSucceeded").value(hasAnnounced && tracker.fails() == 0);
        out.key("lastAnnounceTime").value(hasAnnounced ? torrent.announced(tracker) : 0);
        out.key("lastAnnounceTimedOut").value(false);
        out.key("lastScrapeResult").value("");
        out.key("lastScrapeStartTime").value(0);
        out.key("lastScrapeSucceeded").value(hasCounts);
        out.key("lastScrapeTime").value(0);
        out.key("lastScrapeTimedOut").value(false);
        out.key("leecherCount").value(tracker.numIncomplete());
        out.key("nextAnnounceTime").value(StatusFields.seconds(tracker.nextAnnounce()));
        out.key("nextScrapeTime").value(0);
        out.key("scrape").value(Announce.scrapeUrl(tracker));
        out.key("scrapeState").value(INACTIVE);
        out.key("seederCount").value(tracker.numComplete());
        out.key("sitename").value(Announce.site(tracker));
        out.key("tier").value(tracker.tier());
        out.endObject();
    }

    private static String result(TrackerInfo tracker, boolean hasAnnounced) {
        if (!tracker.message().isEmpty()) {
            return tracker.message();
        }
        return hasAnnounced && tracker.fails() == 0 ? "Success" : "";
    }
}
