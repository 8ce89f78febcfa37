package org.torrentxt.api.dht.store;

/** The state of a value that a store keeps alive on the DHT. */
public enum DhtPublicationState {
    /**
     * Not stored yet since the store started; {@link DhtPublicationStatus#nextAttempt()} is the time of the next
     * attempt, if any.
     */
    PENDING,
    /** The last attempt succeeded; it is stored again before the nodes forget it. */
    PUBLISHED,
    /** The last attempt failed, with the error in {@link DhtPublicationStatus#lastError()}; it is retried soon. */
    RETRYING,
    /**
     * The DHT has another version, with the same or a higher sequence number, that is not from this store. Storing is
     * stopped, so that it is not overwritten, until the value is published again or unpublished.
     */
    CONFLICT
}
