package org.torrentxt.shell.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.shell.action.TorrentListingAction;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;

/** Lists the trackers of a torrent. */
@Service
@Command(
        scope = "torrent",
        name = "trackers",
        description = "Lists the trackers of a torrent. Example: torrent:trackers 3")
public final class TrackersCommand extends TorrentListingAction<TrackerInfo> {
    private static final Listing<TrackerInfo> LISTING = new Listing<TrackerInfo>("No trackers; see torrent:tracker-add")
            .number("Tier", TrackerInfo::tier)
            .text("State", TrackersCommand::state)
            .number("Fails", TrackerInfo::fails)
            .number("Next", TrackersCommand::next)
            .number("Seeds", tracker -> Units.count(tracker.numComplete()))
            .number("Leechers", tracker -> Units.count(tracker.numIncomplete()))
            .text("URL", TrackerInfo::url)
            .text("Message", TrackerInfo::message)
            .hide("Leechers", "Seeds", "Tier", "Next", "Fails", "State");

    @Override
    protected Listing<TrackerInfo> listing() {
        return LISTING;
    }

    @Override
    protected List<TrackerInfo> rows(Torrent torrent) {
        return torrent.trackers();
    }

    private static String state(TrackerInfo tracker) {
        if (tracker.updating()) {
            return "updating";
        }
        if (tracker.fails() > 0) {
            return "not working";
        }
        return tracker.verified() ? "working" : "not contacted";
    }

    private static String next(TrackerInfo tracker) {
        return tracker.nextAnnounce()
                .map(moment -> Duration.between(Instant.now(), moment))
                .map(left -> left.isNegative() ? "now" : Units.duration(left))
                .orElse(Units.UNKNOWN);
    }
}
