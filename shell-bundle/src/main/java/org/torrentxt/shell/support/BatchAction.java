package org.torrentxt.shell.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.complete.TorrentIdCompleter;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** A command that does the same to several torrents. What fails is gathered and told together; the rest is done. */
public abstract class BatchAction extends SessionAction {
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

    /** Does it to one torrent. */
    protected abstract void act(Torrent torrent);

    /** What was done, as one says of a torrent: {@code paused}. */
    protected abstract String done();

    @Override
    protected final void run() throws CommandException {
        Selection selection = select(session());
        List<String> ids = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>(selection.failures());
        for (Torrent torrent : selection.torrents()) {
            try {
                act(torrent);
                ids.add(String.valueOf(torrent.id()));
            } catch (TorrentException e) {
                failures.put(String.valueOf(torrent.id()), Failures.line(e));
            }
        }
        if (!ids.isEmpty() || failures.isEmpty()) {
            output().line("%s: %s", done(), ids.isEmpty() ? "no torrents" : String.join(", ", ids));
        }
        report(failures);
    }

    private Selection select(TorrentSession session) {
        IdRange.refuseOptions(arguments);
        if (all == !arguments.isEmpty()) {
            throw TorrentException.invalid("name the torrents, such as 3 5-9, or all of them with --all; not both");
        }
        return all ? new Selection(session.torrents(), Map.of()) : new TorrentArguments(session).several(arguments);
    }

    private static void report(Map<String, String> failures) throws CommandException {
        if (failures.size() == 1) {
            throw new CommandException(failures.values().iterator().next());
        }
        if (!failures.isEmpty()) {
            throw new CommandException(failures.size() + " failed: "
                    + failures.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                            .collect(Collectors.joining("; ")));
        }
    }
}
