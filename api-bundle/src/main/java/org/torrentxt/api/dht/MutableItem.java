package org.torrentxt.api.dht;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * A signed value in the DHT that the holder of the key can replace with a newer one (BEP 44).
 *
 * @param publicKey the key it is stored under
 * @param salt distinguishes the items of one key, at most 64 bytes; empty if none
 * @param value the byte string; bencoded if the stored value has another type
 * @param seq its sequence number; a higher one replaces it
 * @param signature ed25519 signature over salt, sequence number and bencoded value: 64 bytes
 */
public record MutableItem(DhtPublicKey publicKey, byte[] salt, byte[] value, long seq, byte[] signature)
        implements Serializable {
    /** Rejects nulls, and copies the arrays. */
    public MutableItem {
        Objects.requireNonNull(publicKey, "publicKey");
        salt = Objects.requireNonNull(salt, "salt").clone();
        value = Objects.requireNonNull(value, "value").clone();
        signature = Objects.requireNonNull(signature, "signature").clone();
    }

    /**
     * Signs a value, so that anybody can store it with {@link Dht#putMutable(MutableItem, java.util.OptionalLong)}, any
     * number of times. The same arguments give the same signature.
     *
     * @param keys whose secret key signs, not null
     * @param salt up to {@value Dht#MAX_SALT_LENGTH} bytes, empty for none, not null
     * @param seq its sequence number, 0 or more
     * @param value the byte string: 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a salt or value of another length, or a negative
     *     sequence number; {@link ErrorCode#GENERIC} if this JVM has no Ed25519
     */
    public static MutableItem sign(DhtKeyPair keys, byte[] salt, long seq, byte[] value) {
        Objects.requireNonNull(keys, "keys");
        byte[] message =
                Bep44.message(Bep44.checkedSalt(salt), Bep44.checkedSeq(seq), Bep44.string(Bep44.checkedValue(value)));
        return new MutableItem(keys.publicKey(), salt, value, seq, keys.sign(message));
    }

    /**
     * Signs a value that is not a byte string; otherwise as {@link #sign}.
     *
     * @param keys whose secret key signs, not null
     * @param salt up to {@value Dht#MAX_SALT_LENGTH} bytes, empty for none, not null
     * @param seq its sequence number, 0 or more
     * @param bencoded a bencoded integer, list or dictionary: 1 to {@value Dht#MAX_BENCODED_LENGTH} bytes, not null; it
     *     must be canonical, which is checked by the nodes, but not here
     * @throws TorrentException as {@link #sign}, and {@link ErrorCode#INVALID_ARGUMENT} if it does not begin like one
     *     of these
     */
    public static MutableItem signBencoded(DhtKeyPair keys, byte[] salt, long seq, byte[] bencoded) {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(salt, "salt");
        if (!isBencodedOtherType(Bep44.checkedBencoding(bencoded))) {
            throw TorrentException.invalid(
                    "not a bencoded integer, list or dictionary; byte strings are signed without bencoding");
        }
        byte[] message = Bep44.message(Bep44.checkedSalt(salt), Bep44.checkedSeq(seq), bencoded);
        return new MutableItem(keys.publicKey(), salt, bencoded, seq, keys.sign(message));
    }

    /** A copy of the salt. */
    @Override
    public byte[] salt() {
        return salt.clone();
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

    /**
     * Verifies the signature over salt, sequence number and bencoded value, as specified by BEP 44. The value is
     * treated as a byte string first; if that does not match, a value that begins like a bencoded integer, list or
     * dictionary is treated as such.
     *
     * @return true if the holder of the key signed exactly this item; false otherwise, also for malformed keys and
     *     signatures
     * @throws TorrentException {@link ErrorCode#GENERIC} if this JVM has no Ed25519
     */
    public boolean hasValidSignature() {
        return isSigned(Bep44.string(value)) || isBencodedOtherType(value) && isSigned(value);
    }

    /**
     * The value as it is signed and sent: bencoded as a byte string, or unchanged if the signature shows that it is
     * already bencoded.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if the signature matches neither form
     */
    public byte[] bencodedValue() {
        byte[] string = Bep44.string(value);
        if (isSigned(string)) {
            return string;
        }
        if (isBencodedOtherType(value) && isSigned(value)) {
            return value.clone();
        }
        throw TorrentException.invalid("invalid signature: that of an item of " + publicKey
                + " does not match its salt, value and sequence number " + seq + "; sign it with its key");
    }

    /** Where it is stored. */
    public DhtTarget target() {
        return DhtTarget.of(publicKey, salt);
    }

    /** True for an item with the same key, salt, value, sequence number and signature. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MutableItem item
                && seq == item.seq
                && publicKey.equals(item.publicKey)
                && Arrays.equals(salt, item.salt)
                && Arrays.equals(value, item.value)
                && Arrays.equals(signature, item.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(publicKey, Arrays.hashCode(salt), Arrays.hashCode(value), seq, Arrays.hashCode(signature));
    }

    /** Key, salt in hexadecimal digits, sequence number and length: short, without the value. */
    @Override
    public String toString() {
        return "MutableItem[publicKey=" + publicKey + ", salt=" + HexFormat.of().formatHex(salt) + ", seq=" + seq
                + ", value of " + value.length + " bytes]";
    }

    private boolean isSigned(byte[] bencodedValue) {
        return Ed25519.verify(publicKey, Bep44.message(salt, seq, bencodedValue), signature);
    }

    // A bencoded string, which begins with a digit, must not be accepted: a signature would then match two values, the
    // string and its bencoding.
    private static boolean isBencodedOtherType(byte[] value) {
        return value.length > 0 && "ild".indexOf(value[0]) >= 0;
    }
}
