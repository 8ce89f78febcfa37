package org.torrentxt.web.rpc.value;

import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** What a torrent is doing, by the numbers of the protocol. */
public enum Stage {
    STOPPED,
    CHECK_QUEUED,
    CHECKING,
    DOWNLOAD_QUEUED,
    DOWNLOADING,
    SEED_QUEUED,
    SEEDING;

    public static Stage of(TorrentStatus status) {
        boolean isQueued =
                status.flags().contains(TorrentFlag.PAUSED) && status.flags().contains(TorrentFlag.AUTO_MANAGED);
        boolean isStopped = status.isPaused() && (!isQueued || !status.error().isEmpty());
        if (status.state() == TorrentState.CHECKING && (!isStopped || isBeingChecked(status))) {
            return isQueued ? CHECK_QUEUED : CHECKING;
        } else if (isStopped || !status.error().isEmpty()) {
            return STOPPED;
        } else if (status.state() == TorrentState.CHECKING_RESUME) {
            return CHECK_QUEUED;
        } else if (status.isFinished()) {
            return isQueued ? SEED_QUEUED : SEEDING;
        }
        return isQueued ? DOWNLOAD_QUEUED : DOWNLOADING;
    }

    // one that was added paused is in that state, too, until it is started
    private static boolean isBeingChecked(TorrentStatus status) {
        return status.error().isEmpty() && status.progress() > 0 && status.progress() < 1;
    }

    public boolean isRunning() {
        return this == DOWNLOADING || this == SEEDING || this == CHECKING;
    }
}
