package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.BatchAction;

/** Pauses torrents. */
@Service
@Command(scope = "torrent", name = "pause", description = "Pauses torrents. Example: torrent:pause 3 5-9")
public final class PauseCommand extends BatchAction {
    @Override
    protected void act(Torrent torrent) {
        torrent.pause();
    }

    @Override
    protected String done() {
        return "Paused";
    }
}
