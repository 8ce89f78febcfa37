package org.torrentxt.shell.content;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.support.Indexes;

/** Sets piece priorities. */
@Service
@Command(
        scope = "torrent",
        name = "piece-priority",
        description = "Sets piece priorities; torrent:pieces --json shows them."
                + " Example: torrent:piece-priority 3 top 0-9")
public final class PiecePriorityCommand extends PartPriorityAction {
    @Argument(
            index = 2,
            name = "pieces",
            description = "Piece indexes or ranges, such as 0 or 2-5",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> pieces = List.of();

    @Override
    List<String> arguments() {
        return pieces;
    }

    @Override
    Indexes indexes(Torrent torrent) {
        return Indexes.ofPieces(torrent);
    }

    @Override
    void set(Torrent torrent, Map<Integer, FilePriority> priorities) {
        torrent.setPiecePriorities(priorities);
    }
}
