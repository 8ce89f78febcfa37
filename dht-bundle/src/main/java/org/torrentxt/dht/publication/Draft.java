package org.torrentxt.dht.publication;

import java.util.Optional;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.dht.access.Keys;

/**
 * What is to be published, before it has a sequence number.
 *
 * @param identity the name of the identity
 * @param keys its key pair, held no longer than it takes to sign
 * @param salt the key, as a salt
 * @param value the value, which the draft owns
 * @param bencoded true if the value is bencoded already, being no byte string
 */
public record Draft(String identity, DhtKeyPair keys, byte[] salt, byte[] value, boolean bencoded) {
    /** The name of the publication that it is to be. */
    String name() {
        return SignedItem.name(identity, Keys.key(salt));
    }

    /** Where it is to be stored. */
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
                    ErrorCode.CONFLICT, "the DHT has the highest sequence number there is, so no version can follow");
        }
        return bencoded
                ? MutableItem.signBencoded(keys, salt, seq + 1, value)
                : MutableItem.sign(keys, salt, seq + 1, value);
    }
}
