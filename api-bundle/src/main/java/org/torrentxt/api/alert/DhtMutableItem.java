package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.dht.DhtPublicKey;

/**
 * An answer to the lookup of a mutable item (BEP 44). Fires for each newer version seen, and once with
 * {@code authoritative} at the end. Not droppable.
 *
 * @param origin where and when
 * @param publicKey the key it is stored under
 * @param value the value as a byte string, or bencoded if it has another type; empty if the DHT has none
 * @param seq its sequence number
 * @param signature 64 bytes
 * @param salt empty if none
 * @param authoritative true for the last answer, which is the result
 */
public record DhtMutableItem(
        AlertOrigin origin,
        DhtPublicKey publicKey,
        byte[] value,
        long seq,
        byte[] signature,
        byte[] salt,
        boolean authoritative)
        implements Alert {
    /** Copies the arrays. */
    public DhtMutableItem {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(salt, "salt");
        value = value.clone();
        signature = signature.clone();
        salt = salt.clone();
    }

    /** A copy of the value. */
    @Override
    public byte[] value() {
        return value.clone();
    }

    /** A copy of the signature. */
    @Override
    public byte[] signature() {
        return signature.clone();
    }

    /** A copy of the salt. */
    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public AlertType type() {
        return AlertType.DHT_MUTABLE_ITEM;
    }

    @Override
    public Map<String, Object> details() {
        return AlertDetails.of("publicKey", publicKey.hex())
                .and("value", value())
                .and("seq", seq)
                .and("signature", signature())
                .and("salt", salt())
                .and("authoritative", authoritative)
                .toMap();
    }
}
