package org.torrentxt.fleet.reconcile;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.fleet.statement.Statement;

/**
 * A torrent of the session.
 *
 * @param id of the torrent
 * @param infoHashes of the torrent
 * @param mark empty if others have added it
 * @param isComplete true if all of it is there, and verified
 * @param permille how much of it is there, in thousandths
 * @param error why it has stopped, also if it only uploads what it has; empty if it has not
 * @param waitsForSpace true if policies have it wait until its disk has more space
 * @param reuses true while it takes from earlier versions what it has in common with them
 * @param flags that are set
 */
record Held(
        int id,
        InfoHashes infoHashes,
        Optional<Mark> mark,
        boolean isComplete,
        int permille,
        String error,
        boolean waitsForSpace,
        boolean reuses,
        Set<TorrentFlag> flags) {
    private static final Set<TorrentState> HAVING =
            EnumSet.of(TorrentState.DOWNLOADING, TorrentState.FINISHED, TorrentState.SEEDING);
    private static final int PERMILLE = 10; // in a percent
    private static final int THOUSAND = 1_000;

    static Held of(TorrentStatus status) {
        return new Held(
                status.id(),
                status.infoHashes(),
                Mark.of(status.attributes()),
                status.isSeeding(),
                permille(status),
                error(status),
                SpacePolicy.isWaiting(status.attributes()),
                status.attributes().containsKey(Reuse.ATTRIBUTE),
                status.flags());
    }

    // The engine goes on uploading when it cannot write, and says nothing in the status.
    private static String error(TorrentStatus status) {
        if (!status.isFinished() && SpacePolicy.isWaiting(status.attributes())) {
            return "waits until the disk of " + status.savePath() + " has more space, as space.reserve says";
        }
        boolean cannotWrite = !status.isFinished()
                && status.flags().contains(TorrentFlag.UPLOAD_MODE)
                && !status.attributes().containsKey(Reuse.ATTRIBUTE);
        return status.error().isEmpty() && cannotWrite
                ? "its files cannot be written; make room on the disk of " + status.savePath()
                        + ", and check who may write there"
                : status.error();
    }

    /** True if the fleet has added it for a version of this deployment. */
    boolean isOf(Statement statement) {
        return mark.filter(some -> some.id().equals(statement.id())).isPresent();
    }

    /** True if it runs only once somebody resumes it; one that waits in the queue is not. */
    boolean isPaused() {
        return flags.contains(TorrentFlag.PAUSED) && !flags.contains(TorrentFlag.AUTO_MANAGED);
    }

    /** How much of it is there, in percent. */
    int percent() {
        return permille / PERMILLE;
    }

    // While it is checked, the progress is that of the check.
    private static int permille(TorrentStatus status) {
        if (!HAVING.contains(status.state())) {
            return 0;
        }
        return (int) Math.max(0, Math.min(THOUSAND, status.progress() * THOUSAND));
    }
}
