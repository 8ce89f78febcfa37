package org.torrentxt.dht.publication;

import java.util.Optional;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.dht.access.Keys;

/**
 * A value to publish that has no sequence number yet.
 *
 * @param identity the name of the identity
 * @param keys its key pair, kept only until the value is signed
 * @param salt the key, as a salt
 * @param value the value, not copied
 * @param bencoded true if the value is not a byte string but already bencoded
 */
public record Draft(String identity, DhtKeyPair keys, byte[] salt, byte[] value, boolean bencoded) {
    /** The name of the resulting publication. */
    String name() {
        return SignedItem.name(identity, Keys.key(salt));
    }

    /** Its target. */
    DhtTarget target() {
        return DhtTarget.of(keys.publicKey(), salt);
    }

    /** Signs it as the version after another one. */
    SignedItem signAfter(long seq) {
        return new SignedItem(identity, item(seq), Optional.empty());
    }

    private MutableItem item(long seq) {
        if (seq == Long.MAX_VALUE) {
            throw new TorrentException(
                    ErrorCode.CONFLICT,
                    "the DHT has the highest possible sequence number, so there can be no newer version");
        }
        return bencoded
                ? MutableItem.signBencoded(keys, salt, seq + 1, value)
                : MutableItem.sign(keys, salt, seq + 1, value);
    }
}
