package org.torrentxt.api.dht.store;

import org.torrentxt.api.dht.DhtTarget;

/**
 * A blob that a store keeps alive on the DHT.
 *
 * @param target its target
 * @param length its length in bytes
 * @param items the number of DHT items
 * @param status its status
 */
public record DhtKeptBlob(DhtTarget target, int length, int items, DhtPublicationStatus status) {}
