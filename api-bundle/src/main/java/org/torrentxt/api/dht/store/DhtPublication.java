package org.torrentxt.api.dht.store;

import org.torrentxt.api.dht.MutableItem;

/**
 * A value that a store keeps alive on the DHT, under an identity and a key.
 *
 * @param identity the name of the identity
 * @param key the value's name: its salt as UTF-8
 * @param item the stored item, signed once and not changed since: public key, salt, value, sequence number, signature
 * @param status its status
 */
public record DhtPublication(String identity, String key, MutableItem item, DhtPublicationStatus status) {}
