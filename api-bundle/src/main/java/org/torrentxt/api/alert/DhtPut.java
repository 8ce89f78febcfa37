package org.torrentxt.api.alert;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.value.SerialForm;

/**
 * A put of an item ended (BEP 44). Fires once per put. Not droppable.
 *
 * @param origin where and when
 * @param target of an immutable item
 * @param publicKey of a mutable item
 * @param signature of a mutable item, 64 bytes; otherwise empty
 * @param salt of a mutable item; empty if none
 * @param seq of a mutable item; otherwise 0
 * @param numSuccess the number of nodes that stored it
 */
public record DhtPut(
        AlertOrigin origin,
        Optional<DhtTarget> target,
        Optional<DhtPublicKey> publicKey,
        byte[] signature,
        byte[] salt,
        long seq,
        int numSuccess)
        implements Alert {
    /** Copies the arrays. */
    public DhtPut {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(salt, "salt");
        signature = signature.clone();
        salt = salt.clone();
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
        return AlertType.DHT_PUT;
    }

    @Override
    public Map<String, Object> details() {
        AlertDetails details = AlertDetails.of("numSuccess", numSuccess);
        target.ifPresent(hash -> details.and("target", hash.hex()));
        publicKey.ifPresent(key -> details.and("publicKey", key.hex())
                .and("signature", signature())
                .and("salt", salt())
                .and("seq", seq));
        return details.toMap();
    }

    private Object writeReplace() {
        return SerialForm.of(DhtPut.class, this);
    }
}
