package org.torrentxt.api.dht.store;

import java.time.Instant;
import java.util.Optional;
import org.torrentxt.api.dht.DhtPublicKey;

/**
 * A value of the DHT that a store watches, at one moment.
 *
 * @param publicKey whose value
 * @param key its key; empty for an item without salt
 * @param seq the sequence number last seen, {@link DhtPublications#NO_VERSION} if there was none yet
 * @param lastLooked when the DHT last answered, since the store started; also if it had nothing
 * @param nextLook when it will be asked again
 * @param lastError why it did not answer when it was last asked; empty if it did
 */
public record DhtWatch(
        DhtPublicKey publicKey,
        String key,
        long seq,
        Optional<Instant> lastLooked,
        Instant nextLook,
        Optional<String> lastError) {}
