package org.torrentxt.shell.tracker;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.format.Numbers;

/** Adds trackers to a torrent. */
@Service
@Command(
        scope = "torrent",
        name = "tracker-add",
        description = "Adds trackers to a torrent; existing ones are kept."
                + " Example: torrent:tracker-add --tier 1 3 http://tracker.example/announce")
public final class TrackerAddCommand extends UrlsAction {
    private static final int MAX_TIER = 255;

    @Argument(
            index = 1,
            name = "urls",
            description = "Announce URLs: http, https or udp",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> urls = List.of();

    @Option(name = "--tier", description = "Tier from 0, which is tried first, to 255")
    private String tier = "0";

    private int place;

    @Override
    List<String> urls() {
        return urls;
    }

    @Override
    void check(Torrent torrent) {
        place = (int) Numbers.parse("--tier", tier, 0, MAX_TIER);
    }

    @Override
    void act(Torrent torrent, String url) {
        torrent.addTracker(url, place);
    }

    @Override
    String done() {
        return "Trackers added";
    }
}
