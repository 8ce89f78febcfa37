package org.torrentxt.api.dht.store;

import java.time.Instant;
import java.util.Optional;
import org.torrentxt.api.InfoHash;

/**
 * A release that a store follows, at one moment.
 *
 * @param request as passed to {@link DhtReleases#follow}
 * @param seq the sequence number of the newest version seen, {@link DhtPublications#NO_VERSION} if there was none yet
 * @param infoHash that version's torrent; empty if there was none yet
 * @param lastLooked when the DHT last answered, since the store started; also if it had nothing
 * @param nextLook when it will be asked again
 * @param lastError what went wrong when it was last asked, or when the torrent was added; empty if nothing did
 */
public record DhtFollowedRelease(
        FollowRelease request,
        long seq,
        Optional<InfoHash> infoHash,
        Optional<Instant> lastLooked,
        Instant nextLook,
        Optional<String> lastError) {}
