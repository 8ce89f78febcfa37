package org.torrentxt.shell.action;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.complete.LabelCompleter;
import org.torrentxt.shell.complete.TorrentIdCompleter;
import org.torrentxt.shell.support.NoteOptions;
import org.torrentxt.shell.support.TorrentArguments;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** A command on several torrents of a session. */
public abstract class TorrentsAction extends SessionAction {
    @Argument(
            index = 0,
            name = "torrents",
            description = "Torrent ids, id ranges such as 5-9, or info-hashes",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(TorrentIdCompleter.class)
    private List<String> arguments = List.of();

    @Option(name = "--all", description = "Select all torrents of the session")
    private boolean all;

    @Option(
            name = "--label",
            description = "Select the torrents with this label, or with all of several, separated by commas",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(LabelCompleter.class)
    private List<String> labels = List.of();

    /** Parses the options before the session is used, so that a mistake in them changes nothing. */
    protected void prepare() {}

    /** Runs the command on the selected torrents. */
    protected abstract void run(TorrentSession session, Selection selection) throws Exception;

    /** True if the command applies to all torrents by default: for read-only commands. */
    protected boolean isAllByDefault() {
        return false;
    }

    /** True if {@code --all} or {@code --label} includes this torrent; a command without effect on it must not fail for it. */
    protected boolean isMeantByAll(Torrent torrent) {
        return true;
    }

    @Override
    protected final void run() throws Exception {
        prepare();
        TorrentSession session = session();
        run(session, select(session));
    }

    private Selection select(TorrentSession session) {
        long given = Stream.of(!arguments.isEmpty(), all, !labels.isEmpty())
                .filter(isGiven -> isGiven)
                .count();
        if (given > 1 || given == 0 && !isAllByDefault()) {
            throw TorrentException.invalid("specify torrents (3 5-9), --label or --all, only one of them");
        }
        TorrentArguments known = new TorrentArguments(session);
        if (!arguments.isEmpty()) {
            return known.several(arguments);
        }
        List<Torrent> several = labels.isEmpty() ? session.torrents() : known.labelled(NoteOptions.labels(labels));
        return new Selection(several.stream().filter(this::isMeantByAll).toList(), Map.of());
    }
}
