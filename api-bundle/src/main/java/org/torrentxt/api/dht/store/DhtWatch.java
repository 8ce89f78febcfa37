package org.torrentxt.api.dht.store;

import java.time.Instant;
import java.util.Optional;
import org.torrentxt.api.dht.DhtPublicKey;

/**
 * The state of a DHT value that a store watches, at one moment.
 *
 * @param publicKey the publisher's key
 * @param key its key; empty for an item without salt
 * @param seq the sequence number last seen, {@link DhtPublications#NO_VERSION} if there was none yet
 * @param lastLooked when the DHT last answered since the store started, even if it had no value
 * @param nextLook when the DHT will be asked again
 * @param lastError why it did not answer when last asked; empty if it did
 */
public record DhtWatch(
        DhtPublicKey publicKey,
        String key,
        long seq,
        Optional<Instant> lastLooked,
        Instant nextLook,
        Optional<String> lastError) {}
