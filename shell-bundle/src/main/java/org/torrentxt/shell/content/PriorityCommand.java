package org.torrentxt.shell.content;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.complete.FileIndexCompleter;
import org.torrentxt.shell.support.Indexes;

/** Sets file priorities. */
@Service
@Command(
        scope = "torrent",
        name = "priority",
        description = "Sets file priorities; torrent:files shows them. Example: torrent:priority 3 skip 0 2-5")
public final class PriorityCommand extends PartPriorityAction {
    @Argument(
            index = 2,
            name = "files",
            description = "File indexes or ranges, such as 0 or 2-5",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(FileIndexCompleter.class)
    private List<String> files = List.of();

    @Override
    List<String> arguments() {
        return files;
    }

    @Override
    Indexes indexes(Torrent torrent) {
        return Indexes.ofFiles(torrent);
    }

    @Override
    void set(Torrent torrent, Map<Integer, FilePriority> priorities) {
        torrent.setFilePriorities(priorities);
    }
}
