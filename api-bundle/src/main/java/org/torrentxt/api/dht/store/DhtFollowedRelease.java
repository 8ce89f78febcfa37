package org.torrentxt.api.dht.store;

import java.time.Instant;
import java.util.Optional;
import org.torrentxt.api.InfoHash;

/**
 * The state of a release that a store follows, at one moment.
 *
 * @param request as passed to {@link DhtReleases#follow}
 * @param seq the sequence number of the newest version seen, {@link DhtPublications#NO_VERSION} if there was none yet
 * @param infoHash the torrent of that version; empty if there was none yet
 * @param lastLooked when the DHT last answered since the store started, even if it had no value
 * @param nextLook when the DHT will be asked again
 * @param lastError the error when it was last asked, or when the torrent was added; empty if there was none
 */
public record DhtFollowedRelease(
        FollowRelease request,
        long seq,
        Optional<InfoHash> infoHash,
        Optional<Instant> lastLooked,
        Instant nextLook,
        Optional<String> lastError) {}
