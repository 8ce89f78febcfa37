package org.torrentxt.api.dht.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The result of a lookup, which may come from the store's cache, and its time.
 *
 * @param item an {@link org.torrentxt.api.dht.ImmutableItem} or a {@link org.torrentxt.api.dht.MutableItem}, verified
 * @param retrieved when it was retrieved from the DHT
 */
public record DhtLookup<T>(T item, Instant retrieved) {
    /** Rejects nulls. */
    public DhtLookup {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(retrieved, "retrieved");
    }

    /** The current age of the answer; zero or more. */
    public Duration age() {
        Duration age = Duration.between(retrieved, Instant.now());
        return age.isNegative() ? Duration.ZERO : age; // the clock may have been set back
    }
}
