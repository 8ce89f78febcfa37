package org.torrentxt.api.dht.store;

import java.time.Duration;
import java.time.Instant;

/**
 * What a look-up found, and when: it may come from the store's cache.
 *
 * @param item an {@link org.torrentxt.api.dht.ImmutableItem} or a {@link org.torrentxt.api.dht.MutableItem}, verified
 * @param retrieved when the DHT gave it
 */
public record DhtLookup<T>(T item, Instant retrieved) {
    /** How old the answer is by now; zero or more. */
    public Duration age() {
        Duration age = Duration.between(retrieved, Instant.now());
        return age.isNegative() ? Duration.ZERO : age; // the clock may have been set back
    }
}
