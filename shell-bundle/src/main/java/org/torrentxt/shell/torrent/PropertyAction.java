package org.torrentxt.shell.torrent;

import java.util.List;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.json.Document;
import org.torrentxt.shell.action.Batch;
import org.torrentxt.shell.action.TorrentsAction;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/**
 * A command that changes a property of several torrents, or lists it if no change is requested.
 *
 * @param <T> what a row is of
 */
abstract class PropertyAction<T> extends TorrentsAction {
    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    /** True if an option requests a change. */
    abstract boolean isChange();

    /** Changes one torrent. */
    abstract void change(Torrent torrent);

    /** What was changed, as printed before the torrents' ids. */
    abstract String changed();

    /** The columns of the rows. */
    abstract Listing<T> listing();

    /** The rows of the torrents; removed torrents are omitted. */
    abstract List<T> rows(List<Torrent> torrents);

    /** A row as printed in JSON, with raw names and states where listings show readable ones. */
    abstract Document document(T row);

    @Override
    protected final boolean isAllByDefault() {
        return !isChange();
    }

    @Override
    protected final void run(TorrentSession session, Selection selection) throws CommandException {
        if (isChange()) {
            Batch.run(selection, this::change).report(output(), changed());
        } else {
            // if no argument matches a torrent, list nothing: "no torrents" would be wrong
            if (!selection.torrents().isEmpty() || selection.failures().isEmpty()) {
                print(rows(selection.torrents()));
            }
            Batch.run(new Selection(List.of(), selection.failures()), torrent -> {})
                    .throwFailures();
        }
    }

    private void print(List<T> rows) {
        if (json) {
            output().json(rows.stream().map(this::document).toList());
        } else {
            output().listing(listing(), rows, false, noFormat);
        }
    }
}
