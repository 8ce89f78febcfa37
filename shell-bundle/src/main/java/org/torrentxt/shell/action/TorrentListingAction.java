package org.torrentxt.shell.action;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.format.Listing;

/**
 * A command that lists parts of one torrent, such as files or peers.
 *
 * @param <T> what a row is of
 */
public abstract class TorrentListingAction<T> extends TorrentAction {
    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    /** The columns of the rows. */
    protected abstract Listing<T> listing();

    /** The rows of a torrent. */
    protected abstract List<T> rows(Torrent torrent);

    /** A note to print below the table. */
    protected Optional<String> note(List<T> rows) {
        return Optional.empty();
    }

    /** A row as printed in JSON. */
    protected Object document(T row) {
        return row;
    }

    @Override
    protected final void run(Torrent torrent) {
        List<T> rows = rows(torrent);
        if (json) {
            output().json(rows.stream().map(this::document).toList());
        } else {
            output().listing(listing(), rows, false, noFormat);
            note(rows).filter(note -> !noFormat).ifPresent(note -> output().wrapped("", note));
        }
    }
}
