package org.torrentxt.api.alert;

import java.time.Instant;
import java.util.Objects;
import org.torrentxt.api.InfoHashes;

/**
 * Where and when an alert arose.
 *
 * @param session the session's name
 * @param torrent the torrent's id, 0 if the alert concerns none
 * @param infoHashes the torrent's info-hashes as far as known, {@link InfoHashes#NONE} if the alert concerns none
 * @param timestamp when the alert was read from the engine
 */
public record AlertOrigin(String session, int torrent, InfoHashes infoHashes, Instant timestamp) {
    /** Refuses nulls. */
    public AlertOrigin {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(infoHashes, "infoHashes");
        Objects.requireNonNull(timestamp, "timestamp");
    }
}
