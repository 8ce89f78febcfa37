package org.torrentxt.shell.content;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.action.TorrentAction;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Indexes;

/** Sets or clears deadlines of pieces. */
@Service
@Command(
        scope = "torrent",
        name = "deadline",
        description = "Sets a deadline for pieces of a torrent, or clears all its deadlines."
                + " Example: torrent:deadline 3 10 0-9")
public final class DeadlineCommand extends TorrentAction {
    private static final long MAX_SECONDS = Duration.ofDays(24).toSeconds();

    @Argument(index = 1, name = "seconds", description = "Deadline in seconds from now, or a time such as 5m")
    private String seconds;

    @Argument(
            index = 2,
            name = "pieces",
            description = "Piece indexes or ranges, such as 0 or 2-5",
            multiValued = true,
            valueToShowInHelp = "")
    private List<String> pieces = List.of();

    @Option(name = "--clear", description = "Clear all deadlines of the torrent")
    private boolean clear;

    @Override
    protected void run(Torrent torrent) {
        if (clear == (seconds != null)) {
            throw TorrentException.invalid("specify a deadline and pieces (10 0-9) or --clear, not both");
        }
        if (clear) {
            torrent.clearPieceDeadlines();
            output().line("Deadlines cleared: torrent %d", torrent.id());
        } else {
            set(torrent);
        }
    }

    private void set(Torrent torrent) {
        Duration deadline = Numbers.parseTime("deadline", seconds, 0, MAX_SECONDS);
        SortedSet<Integer> chosen = Indexes.ofPieces(torrent).select(pieces);
        chosen.forEach(piece -> torrent.setPieceDeadline(piece, deadline));
        output().line(
                        "Due in %s: %s of torrent %d",
                        Units.duration(deadline), Units.plural(chosen.size(), "piece"), torrent.id());
    }
}
