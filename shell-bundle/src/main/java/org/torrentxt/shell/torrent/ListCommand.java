package org.torrentxt.shell.torrent;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.complete.LabelCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.NoteOptions;

/** Lists the torrents of a session. */
@Service
@Command(
        scope = "torrent",
        name = "list",
        description = "Lists the torrents of a session. Example: torrent:list --json")
public final class ListCommand extends SessionAction {
    private static final Listing<TorrentStatus> LISTING = new Listing<TorrentStatus>(Torrents.NONE)
            .number("ID", TorrentStatus::id)
            .text("State", Torrents::state)
            .number("Done", status -> Units.percent(status.progress()))
            .number("Size", Torrents::size)
            .number("Down", status -> Units.rate(status.downloadRate()))
            .number("Up", status -> Units.rate(status.uploadRate()))
            .number("ETA", Torrents::eta)
            .number("Peers", TorrentStatus::numPeers)
            .number("Ratio", Torrents::ratio)
            .text("Name", Torrents::title)
            .optional("Labels", Torrents::labels)
            .hide("Labels", "Ratio", "Up", "Peers", "Size", "ETA", "Down", "State");

    @Option(
            name = "--label",
            description = "List only torrents with this label, or with all of several, separated by commas",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(LabelCompleter.class)
    private List<String> labels = List.of();

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() {
        Set<String> wanted = NoteOptions.labels(labels);
        List<TorrentStatus> torrents = session().statuses().stream()
                .filter(status -> status.labels().containsAll(wanted))
                .toList();
        if (torrents.isEmpty() && !wanted.isEmpty() && !json && !noFormat) {
            output().line("No torrents with label %s; see torrent:label", String.join(", ", wanted));
            return;
        }
        output().listing(LISTING, torrents, json, noFormat);
        if (!json && !noFormat) {
            Torrents.withoutPeers(torrents)
                    .forEach((reason, stalled) -> output().wrapped("", Torrents.ids(stalled) + ": " + reason));
        }
    }
}
