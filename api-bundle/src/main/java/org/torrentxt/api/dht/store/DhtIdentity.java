package org.torrentxt.api.dht.store;

import org.torrentxt.api.dht.DhtPublicKey;

/**
 * A named key pair of a store. The secret half stays in the store.
 *
 * @param name 1 to 64 letters, digits, dots, dashes and underscores
 * @param publicKey what others look its values up by
 * @param sealed true if its secret half is encrypted, so that signing takes its passphrase
 */
public record DhtIdentity(String name, DhtPublicKey publicKey, boolean sealed) {}
