package org.torrentxt.shell.session;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.action.SessionAction;

/** Resumes a paused session. */
@Service
@Command(
        scope = "torrent",
        name = "session-resume",
        description = "Resumes a paused session; torrents paused individually stay paused."
                + " Example: torrent:session-resume")
public final class SessionResumeCommand extends SessionAction {
    @Override
    protected void run() {
        TorrentSession session = session();
        session.resume();
        output().line("Resumed: session %s", session.name());
    }
}
