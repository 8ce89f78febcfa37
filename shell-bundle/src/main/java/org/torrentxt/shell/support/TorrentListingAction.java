package org.torrentxt.shell.support;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.format.Listing;

/**
 * A command that lists what one torrent has several of.
 *
 * @param <T> what a row is of
 */
public abstract class TorrentListingAction<T> extends TorrentAction {
    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print the rows alone, separated by tabs")
    private boolean noFormat;

    /** How the rows look. */
    protected abstract Listing<T> listing();

    /** The rows of a torrent. */
    protected abstract List<T> rows(Torrent torrent);

    /** What has to be explained below the table. */
    protected Optional<String> note(List<T> rows) {
        return Optional.empty();
    }

    /** What is printed of a row as JSON. */
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
