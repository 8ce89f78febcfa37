package org.torrentxt.shell.support;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.complete.TorrentIdCompleter;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** A command on several torrents of a session. */
public abstract class TorrentsAction extends SessionAction {
    @Argument(
            index = 0,
            name = "torrents",
            description = "Ids, ranges of ids such as 5-9, or info-hashes",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(TorrentIdCompleter.class)
    private List<String> arguments = List.of();

    @Option(name = "--all", description = "All torrents of the session")
    private boolean all;

    /** Reads the options, before the session is touched: a mistake in them is to change nothing. */
    protected void prepare() {}

    /** Runs the command on the torrents that are meant. */
    protected abstract void run(TorrentSession session, Selection selection) throws Exception;

    /** True if all torrents are meant where none is named: for commands that only look. */
    protected boolean isAllByDefault() {
        return false;
    }

    /** True if all torrents mean this one, too; a command that has no effect on it is not to fail for it. */
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
        boolean isNone = arguments.isEmpty() && !all;
        if (all && !arguments.isEmpty() || isNone && !isAllByDefault()) {
            throw TorrentException.invalid("specify torrents (3 5-9) or --all, not both");
        }
        return arguments.isEmpty()
                ? new Selection(
                        session.torrents().stream().filter(this::isMeantByAll).toList(), Map.of())
                : new TorrentArguments(session).several(arguments);
    }
}
