package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.support.BatchAction;

/** Announces torrents now. */
@Service
@Command(
        scope = "torrent",
        name = "reannounce",
        description = "Announces torrents to their trackers and the DHT now. Example: torrent:reannounce 3 5-9")
public final class ReannounceCommand extends BatchAction {
    @Override
    protected boolean isMeantByAll(Torrent torrent) {
        return torrent.status().filter(status -> !status.isPaused()).isPresent();
    }

    @Override
    protected void act(Torrent torrent) {
        // the engine would silently ignore it
        TorrentStatus status = statusOf(torrent);
        if (status.isPaused()) {
            throw TorrentException.invalid("cannot announce torrent " + torrent.id() + ": it is stopped ("
                    + Torrents.state(status) + "); resume it first");
        }
        torrent.reannounce();
    }

    @Override
    protected String done() {
        return "Announcing";
    }
}
