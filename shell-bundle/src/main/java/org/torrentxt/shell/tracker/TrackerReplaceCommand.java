package org.torrentxt.shell.tracker;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.complete.TrackerUrlCompleter;
import org.torrentxt.shell.support.Tiers;

/** Replaces all trackers of a torrent. */
@Service
@Command(
        scope = "torrent",
        name = "tracker-replace",
        description = "Replaces all trackers of a torrent."
                + " Example: torrent:tracker-replace 3 http://a.example/announce,http://b.example/announce")
public final class TrackerReplaceCommand extends TorrentAction {
    @Argument(
            index = 1,
            name = "tiers",
            description = "Tiers in the order to try, each one or more announce URLs separated by commas",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(TrackerUrlCompleter.class)
    private List<String> tiers = List.of();

    @Option(name = "--none", description = "Remove all trackers")
    private boolean none;

    @Override
    protected void run(Torrent torrent) {
        if (none == !tiers.isEmpty()) {
            throw TorrentException.invalid("specify the new trackers or --none, not both");
        }
        List<List<String>> urls = tiers.stream().map(Tiers::parse).toList();
        torrent.replaceTrackers(urls);
        long count = urls.stream().mapToLong(List::size).sum();
        output().line("Trackers set: %d of torrent %d", count, torrent.id());
    }
}
