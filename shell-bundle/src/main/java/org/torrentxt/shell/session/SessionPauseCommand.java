package org.torrentxt.shell.session;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.action.SessionAction;

/** Pauses a session. */
@Service
@Command(
        scope = "torrent",
        name = "session-pause",
        description = "Pauses all torrents of a session; each keeps its own state until the session is resumed."
                + " Example: torrent:session-pause")
public final class SessionPauseCommand extends SessionAction {
    @Override
    protected void run() {
        TorrentSession session = session();
        session.pause();
        output().line("Paused: session %s", session.name());
    }
}
