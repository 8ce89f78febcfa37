package org.torrentxt.api.dht.store;

import org.torrentxt.api.dht.DhtPublicKey;

/**
 * A named key pair of a store. The secret key remains in the store.
 *
 * @param name 1 to 64 letters, digits, dots, dashes and underscores
 * @param publicKey the key used by others to look up its values
 * @param sealed true if its secret key is encrypted, so that signing requires a passphrase
 */
public record DhtIdentity(String name, DhtPublicKey publicKey, boolean sealed) {}
