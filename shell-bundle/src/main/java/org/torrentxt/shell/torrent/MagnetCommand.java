package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.TorrentAction;

/** Prints the magnet link of a torrent. */
@Service
@Command(
        scope = "torrent",
        name = "magnet",
        description = "Prints the magnet link of a torrent. Example: torrent:magnet 3")
public final class MagnetCommand extends TorrentAction {
    @Override
    protected void run(Torrent torrent) {
        output().line(torrent.magnetUri().orElseThrow(() -> gone(torrent)));
    }
}
