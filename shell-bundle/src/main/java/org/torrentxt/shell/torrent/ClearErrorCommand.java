package org.torrentxt.shell.torrent;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.shell.action.BatchAction;

/** Clears the errors of torrents and resumes them. */
@Service
@Command(
        scope = "torrent",
        name = "clear-error",
        description = "Clears the error that stopped torrents and resumes them. Example: torrent:clear-error 3")
public final class ClearErrorCommand extends BatchAction {
    @Override
    protected boolean isMeantByAll(Torrent torrent) {
        return torrent.status().filter(status -> !status.error().isEmpty()).isPresent();
    }

    @Override
    protected void act(Torrent torrent) {
        if (statusOf(torrent).error().isEmpty()) {
            throw TorrentException.invalid("torrent " + torrent.id() + " has no error");
        }
        torrent.clearError();
        // the error has paused it, and only queued torrents are started automatically
        if (!torrent.flags().contains(TorrentFlag.AUTO_MANAGED)) {
            torrent.resume();
        }
    }

    @Override
    protected String done() {
        return "Resumed";
    }
}
