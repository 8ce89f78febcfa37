package org.torrentxt.dht;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;

/**
 * Puts and gets with keys that are text. Arguments are checked before a session is asked for, and each answer is
 * awaited in time.
 */
final class DhtItems {
    private final Supplier<Dht> dht;
    private final Deadline deadline;

    /**
     * Creates the store's way to the DHT.
     *
     * @param dht asked for each call, because sessions come and go; throws while there is none
     * @param deadline for each answer
     */
    DhtItems(Supplier<Dht> dht, Deadline deadline) {
        this.dht = dht;
        this.deadline = deadline;
    }

    CompletionStage<DhtTarget> put(byte[] value) {
        checkValue(value);
        return deadline.on(dht.get().putImmutable(value), "storing an immutable item");
    }

    CompletionStage<Optional<ImmutableItem>> get(DhtTarget target) {
        Objects.requireNonNull(target, "target");
        return deadline.on(dht.get().getImmutable(target), "looking up " + target);
    }

    CompletionStage<DhtPutResult> publish(DhtKeyPair keys, String key, byte[] value) {
        byte[] salt = salt(key);
        checkValue(value);
        return deadline.on(
                dht.get().putMutable(keys, salt, value), "storing '" + key + "' under key " + keys.publicKey());
    }

    CompletionStage<Optional<MutableItem>> get(DhtPublicKey publicKey, String key) {
        Objects.requireNonNull(publicKey, "publicKey");
        byte[] salt = salt(key);
        return deadline.on(dht.get().getMutable(publicKey, salt), "looking up '" + key + "' under key " + publicKey);
    }

    private static void checkValue(byte[] value) {
        if (value.length < 1 || value.length > Dht.MAX_VALUE_LENGTH) {
            throw TorrentException.invalid(
                    "a value of " + value.length + " bytes; expected 1 to " + Dht.MAX_VALUE_LENGTH);
        }
    }

    private static byte[] salt(String key) {
        byte[] salt = encode(key);
        if (salt.length < 1 || salt.length > Dht.MAX_SALT_LENGTH) {
            throw TorrentException.invalid(
                    "a key of " + salt.length + " bytes of UTF-8; expected 1 to " + Dht.MAX_SALT_LENGTH);
        }
        return salt;
    }

    // Not String.getBytes: that puts a question mark for half a surrogate pair, and two keys would become one.
    private static byte[] encode(String key) {
        try {
            ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(key));
            byte[] encoded = new byte[bytes.remaining()];
            bytes.get(encoded);
            return encoded;
        } catch (CharacterCodingException e) {
            throw TorrentException.invalid(
                    "a key with half a surrogate pair, which has no UTF-8; expected whole characters");
        }
    }
}
