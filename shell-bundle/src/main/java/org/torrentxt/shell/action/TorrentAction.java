package org.torrentxt.shell.action;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.complete.TorrentIdCompleter;
import org.torrentxt.shell.support.TorrentArguments;

/** A command on one torrent. */
public abstract class TorrentAction extends SessionAction {
    @Argument(index = 0, name = "torrent", description = "Torrent id or info-hash", required = true)
    @Completion(TorrentIdCompleter.class)
    private String torrentArgument;

    /** Runs the command on the selected torrent. */
    protected abstract void run(Torrent torrent) throws Exception;

    @Override
    protected final void run() throws Exception {
        TorrentSession session = session();
        run(new TorrentArguments(session).one(torrentArgument));
    }
}
