package org.torrentxt.shell.content;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.action.WaitingAction;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.Torrents;

/** Checks the files of torrents against their piece hashes. */
@Service
@Command(
        scope = "torrent",
        name = "recheck",
        description = "Checks the files of torrents against their piece hashes; paused torrents stay paused."
                + " Example: torrent:recheck --wait 3")
public final class RecheckCommand extends WaitingAction {
    @Override
    protected CompletionStage<?> begin(Torrent torrent) {
        if (!statusOf(torrent).hasMetadata()) {
            throw TorrentException.invalid("cannot check torrent " + torrent.id() + ": its metadata is not known yet");
        }
        return torrent.recheck();
    }

    @Override
    protected void requireEnd(TorrentSession session, Torrent torrent) {
        if (session.isPaused()) {
            throw TorrentException.invalid("cannot check torrent " + torrent.id() + ": session " + session.name()
                    + " is paused; resume it first (torrent:session-resume)");
        }
    }

    @Override
    protected String doing() {
        return "Checking";
    }

    @Override
    protected String done() {
        return "Checked";
    }

    @Override
    protected Optional<Progress> progress(Torrent torrent, Duration since) {
        return torrent.status().map(status -> progress(status, since));
    }

    private static Progress progress(TorrentStatus status, Duration since) {
        // once checked, the status reports the downloaded share again
        return switch (status.state()) {
            case CHECKING, CHECKING_RESUME ->
                Progress.ofBytes(
                        Torrents.label(status),
                        "checking",
                        (long) (status.progress() * status.totalSize()),
                        status.totalSize(),
                        since);
            default -> Progress.of(status);
        };
    }
}
