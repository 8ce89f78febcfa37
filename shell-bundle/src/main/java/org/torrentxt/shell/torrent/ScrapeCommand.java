package org.torrentxt.shell.torrent;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.support.Ending;
import org.torrentxt.shell.support.WaitingAction;

/** Requests seed and leecher counts from trackers. */
@Service
@Command(
        scope = "torrent",
        name = "scrape",
        description = "Requests seed and leecher counts from the trackers of torrents; torrent:info shows them."
                + " Example: torrent:scrape --wait 3")
public final class ScrapeCommand extends WaitingAction {
    private static final Ending.Alerts ALERTS =
            new Ending.Alerts(EnumSet.of(AlertType.SCRAPE_REPLY), EnumSet.of(AlertType.SCRAPE_FAILED));

    @Override
    protected void begin(Torrent torrent) {
        torrent.scrape();
    }

    @Override
    protected String doing() {
        return "Scraping";
    }

    @Override
    protected String done() {
        return "Scraped";
    }

    @Override
    protected Ending.Alerts alerts() {
        return ALERTS;
    }

    @Override
    protected Optional<Progress> progress(Torrent torrent, Duration since) {
        return Optional.empty(); // a response arrives as a whole
    }
}
