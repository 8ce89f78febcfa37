package org.torrentxt.shell.content;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.format.Priorities;
import org.torrentxt.shell.support.Indexes;

/** A command that sets the priorities of parts of a torrent: files or pieces. */
abstract class PartPriorityAction extends TorrentAction {
    @Argument(
            index = 1,
            name = "priority",
            description = "Priority: skip, low, normal, top, or a number from 0 (skip) to 7 (top), where 4 is normal",
            required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"skip", "low", "normal", "top", "0", "1", "2", "3", "4", "5", "6", "7"})
    private String priority;

    @Option(name = "--all", description = "Select the whole torrent")
    private boolean all;

    /** The parts as typed. */
    abstract List<String> arguments();

    /** The parts of the torrent. */
    abstract Indexes indexes(Torrent torrent);

    /** Sets all priorities at once. */
    abstract void set(Torrent torrent, Map<Integer, FilePriority> priorities);

    @Override
    protected final void run(Torrent torrent) {
        FilePriority level = Priorities.parse(priority);
        Map<Integer, FilePriority> priorities = indexes(torrent).select(all, arguments()).stream()
                .collect(Collectors.toMap(Function.identity(), index -> level));
        set(torrent, priorities);
        output().line("Priority %s: %d of torrent %d", Priorities.text(level), priorities.size(), torrent.id());
    }
}
