package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.support.BatchAction;

/** Announces torrents now. */
@Service
@Command(
        scope = "torrent",
        name = "reannounce",
        description = "Announces torrents to their trackers and the DHT now. Example: torrent:reannounce 3 5-9")
public final class ReannounceCommand extends BatchAction {
    @Override
    protected void act(Torrent torrent) {
        torrent.reannounce();
    }

    @Override
    protected String done() {
        return "Announcing";
    }
}
