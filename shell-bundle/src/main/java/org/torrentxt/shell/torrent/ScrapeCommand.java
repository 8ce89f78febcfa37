package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.support.BatchAction;

/** Asks trackers for their counts. */
@Service
@Command(
        scope = "torrent",
        name = "scrape",
        description =
                "Asks the trackers of torrents how many seeds and leechers they know; see torrent:trackers. Example: torrent:scrape 3 5-9")
public final class ScrapeCommand extends BatchAction {
    @Override
    protected void act(Torrent torrent) {
        torrent.scrape();
    }

    @Override
    protected String done() {
        return "Asking the trackers of";
    }
}
