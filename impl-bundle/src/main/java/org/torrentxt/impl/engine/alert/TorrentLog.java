package org.torrentxt.impl.engine.alert;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;

/** Logs one line when a torrent is added, has been downloaded, fails or is removed. */
final class TorrentLog implements Consumer<Alert> {
    private static final Logger LOG = LoggerFactory.getLogger(TorrentLog.class);

    @Override
    public void accept(Alert alert) {
        switch (alert.type()) {
            case TORRENT_ADDED -> write(alert, "added", "");
            case TORRENT_FINISHED -> {
                // content found complete by a check did not finish now
                if (((TorrentFinished) alert).downloaded()) {
                    write(alert, "finished", "");
                }
            }
            case TORRENT_ERROR -> write(alert, "failed", ": " + reason((TorrentError) alert));
            case TORRENT_REMOVED -> write(alert, "removed", "");
            default -> {
                // all others are for listeners only
            }
        }
    }

    private static String reason(TorrentError error) {
        return oneLine(error.failure().message());
    }

    private static void write(Alert alert, String what, String reason) {
        LOG.info(
                "Session {}: torrent {} {}: {}{}",
                alert.session(),
                alert.torrent(),
                what,
                oneLine(alert.origin().torrentName()),
                reason);
    }

    // names and messages are untrusted and must not look like log lines
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
