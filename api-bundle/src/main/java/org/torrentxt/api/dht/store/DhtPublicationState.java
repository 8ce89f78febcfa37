package org.torrentxt.api.dht.store;

/** How it stands with what a store keeps alive on the DHT. */
public enum DhtPublicationState {
    /** Not stored yet since the store started; {@link DhtPublicationStatus#nextAttempt()} says when it will be, if at all. */
    PENDING,
    /** Stored when it was last tried; it is stored again before the nodes forget it. */
    PUBLISHED,
    /** Not stored when it was last tried, for the reason in {@link DhtPublicationStatus#lastError()}; tried again soon. */
    RETRYING,
    /**
     * The DHT has another version, of the same or a higher sequence number, that is not this store's. Nothing is stored any more,
     * so that it is not overwritten, until it is published again or unpublished.
     */
    CONFLICT
}
