package org.torrentxt.api.alert;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;

/**
 * Where and when an alert arose.
 *
 * @param session the session's name
 * @param torrent the torrent's id, 0 if there is none
 * @param torrentName the torrent's name, or its info-hash in hexadecimal digits while the name is unknown; empty if
 *     there is no torrent
 * @param infoHashes the torrent's info-hashes as far as known, {@link InfoHashes#NONE} if there is no torrent
 * @param timestamp when the alert was read from the engine
 */
public record AlertOrigin(String session, int torrent, String torrentName, InfoHashes infoHashes, Instant timestamp)
        implements Serializable {
    /** Rejects nulls. */
    public AlertOrigin {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(torrentName, "torrentName");
        Objects.requireNonNull(infoHashes, "infoHashes");
        Objects.requireNonNull(timestamp, "timestamp");
    }

    /** An origin without a torrent name: it is unknown, or there is no torrent. */
    public AlertOrigin(String session, int torrent, InfoHashes infoHashes, Instant timestamp) {
        this(
                session,
                torrent,
                Objects.requireNonNull(infoHashes, "infoHashes")
                        .best()
                        .map(InfoHash::hex)
                        .orElse(""),
                infoHashes,
                timestamp);
    }
}
