package org.torrentxt.api.dht.store;

import org.torrentxt.api.dht.DhtTarget;

/**
 * A blob that a store keeps alive on the DHT.
 *
 * @param target what it is found by
 * @param length its length in bytes
 * @param items how many items of the DHT it takes
 * @param status how it stands with it
 */
public record DhtKeptBlob(DhtTarget target, int length, int items, DhtPublicationStatus status) {}
