package org.torrentxt.fleet.reconcile;

import java.util.Optional;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.status.TorrentStatus;

/**
 * A torrent of the session.
 *
 * @param id of the torrent
 * @param infoHashes of the torrent
 * @param mark empty if others have added it
 * @param isComplete true if all of it is there, and verified
 * @param percent how much of it is there
 * @param error why it has stopped; empty if it has not
 */
record Held(int id, InfoHashes infoHashes, Optional<Mark> mark, boolean isComplete, int percent, String error) {
    private static final int WHOLE = 100;

    static Held of(TorrentStatus status) {
        return new Held(
                status.id(),
                status.infoHashes(),
                Mark.of(status.attributes()),
                status.isSeeding(),
                (int) Math.max(0, Math.min(WHOLE, status.progress() * WHOLE)),
                status.error());
    }
}
