package org.torrentxt.shell.tracker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.action.WaitingAction;
import org.torrentxt.shell.format.Progress;

/** Requests seed and leecher counts from trackers. */
@Service
@Command(
        scope = "torrent",
        name = "scrape",
        description = "Requests seed and leecher counts from the trackers of torrents; torrent:info shows them."
                + " Example: torrent:scrape --wait 3")
public final class ScrapeCommand extends WaitingAction {
    @Override
    protected CompletionStage<?> begin(Torrent torrent) {
        return torrent.scrape();
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
    protected Optional<Progress> progress(Torrent torrent, Duration since) {
        return Optional.empty(); // a response arrives as a whole
    }
}
