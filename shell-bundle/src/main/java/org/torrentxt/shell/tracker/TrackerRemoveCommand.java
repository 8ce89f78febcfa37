package org.torrentxt.shell.tracker;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.shell.complete.TrackerUrlCompleter;

/** Removes trackers from a torrent. */
@Service
@Command(
        scope = "torrent",
        name = "tracker-remove",
        description = "Removes trackers from a torrent."
                + " Example: torrent:tracker-remove 3 http://tracker.example/announce")
public final class TrackerRemoveCommand extends UrlsAction {
    @Argument(
            index = 1,
            name = "urls",
            description = "Announce URLs, as shown by torrent:trackers",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(TrackerUrlCompleter.class)
    private List<String> urls = List.of();

    @Override
    List<String> urls() {
        return urls;
    }

    @Override
    void check(Torrent torrent) {
        requireKnown(
                torrent,
                "tracker",
                urls,
                torrent.trackers().stream().map(TrackerInfo::url).toList());
    }

    @Override
    void act(Torrent torrent, String url) {
        torrent.removeTracker(url);
    }

    @Override
    String done() {
        return "Trackers removed";
    }
}
