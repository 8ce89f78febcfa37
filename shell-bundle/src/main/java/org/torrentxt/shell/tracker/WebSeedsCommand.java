package org.torrentxt.shell.tracker;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.TorrentListingAction;
import org.torrentxt.shell.format.Listing;

/** Lists the web seeds of a torrent. */
@Service
@Command(
        scope = "torrent",
        name = "web-seeds",
        description = "Lists the web seeds of a torrent. Example: torrent:web-seeds 3")
public final class WebSeedsCommand extends TorrentListingAction<String> {
    private static final Listing<String> LISTING =
            new Listing<String>("No web seeds; see torrent:web-seed-add").text("URL", url -> url);

    @Override
    protected Listing<String> listing() {
        return LISTING;
    }

    @Override
    protected List<String> rows(Torrent torrent) {
        return torrent.webSeeds();
    }
}
