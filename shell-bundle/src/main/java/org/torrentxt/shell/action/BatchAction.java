package org.torrentxt.shell.action;

import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.support.TorrentArguments.Selection;

/** A command that runs the same action on several torrents and is done when it returns. */
public abstract class BatchAction extends TorrentsAction {
    /** Runs the action on one torrent. */
    protected abstract void act(Torrent torrent);

    /** What was done, such as {@code Paused}. */
    protected abstract String done();

    @Override
    protected final void run(TorrentSession session, Selection selection) throws CommandException {
        Batch.run(selection, this::act).report(output(), done());
    }
}
