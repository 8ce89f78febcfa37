package org.torrentxt.shell.tracker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.action.WaitingAction;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.Torrents;

/** Announces torrents now. */
@Service
@Command(
        scope = "torrent",
        name = "reannounce",
        description = "Announces torrents to their trackers and the DHT now. Example: torrent:reannounce --wait 3 5-9")
public final class ReannounceCommand extends WaitingAction {
    @Override
    protected boolean isMeantByAll(Torrent torrent) {
        return torrent.status().filter(status -> !status.isPaused()).isPresent();
    }

    @Override
    protected CompletionStage<?> begin(Torrent torrent) {
        // the engine would silently ignore it
        TorrentStatus status = statusOf(torrent);
        if (status.isPaused()) {
            throw TorrentException.invalid("cannot announce torrent " + torrent.id() + ": it is stopped ("
                    + Torrents.state(status) + "); resume it first");
        }
        return torrent.reannounce();
    }

    @Override
    protected String doing() {
        return "Announcing";
    }

    @Override
    protected String done() {
        return "Announced";
    }

    @Override
    protected Optional<Progress> progress(Torrent torrent, Duration since) {
        return Optional.empty(); // a reply arrives as a whole
    }
}
