package org.torrentxt.api.dht.store;

import org.torrentxt.api.dht.MutableItem;

/**
 * A value that a store keeps alive on the DHT, under an identity and a key.
 *
 * @param identity the name of the identity
 * @param key the value's name: UTF-8 of its salt
 * @param item what is stored, signed once and not changed since: public key, salt, value, sequence number, signature
 * @param status how it stands with it
 */
public record DhtPublication(String identity, String key, MutableItem item, DhtPublicationStatus status) {}
