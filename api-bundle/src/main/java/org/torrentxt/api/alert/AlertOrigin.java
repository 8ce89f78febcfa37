package org.torrentxt.api.alert;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.value.Sorted;

/**
 * Where and when an alert arose.
 *
 * @param session the session's name
 * @param torrent the torrent's id, 0 if there is none
 * @param torrentName the torrent's name, or its info-hash in hexadecimal digits while the name is unknown; empty if
 *     there is no torrent
 * @param infoHashes the torrent's info-hashes as far as known, {@link InfoHashes#NONE} if there is no torrent
 * @param labels the torrent's labels, sorted
 * @param attributes the torrent's attributes by key, sorted
 * @param timestamp when the alert was read from the engine
 */
public record AlertOrigin(
        String session,
        int torrent,
        String torrentName,
        InfoHashes infoHashes,
        Set<String> labels,
        Map<String, String> attributes,
        Instant timestamp)
        implements Serializable {
    /** Rejects nulls, and copies the collections. */
    public AlertOrigin {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(torrentName, "torrentName");
        Objects.requireNonNull(infoHashes, "infoHashes");
        Objects.requireNonNull(timestamp, "timestamp");
        labels = Sorted.set(Objects.requireNonNull(labels, "labels"));
        attributes = Sorted.map(Objects.requireNonNull(attributes, "attributes"));
    }

    /** An origin without labels and attributes. */
    public AlertOrigin(String session, int torrent, String torrentName, InfoHashes infoHashes, Instant timestamp) {
        this(session, torrent, torrentName, infoHashes, Set.of(), Map.of(), timestamp);
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
