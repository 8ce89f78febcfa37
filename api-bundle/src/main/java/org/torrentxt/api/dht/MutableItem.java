package org.torrentxt.api.dht;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * A signed value of the DHT that the holder of the key can replace by a newer one (BEP 44).
 *
 * @param publicKey the key it is stored under
 * @param salt what tells apart the items of one key, at most 64 bytes; empty if none
 * @param value the byte string; bencoded if somebody stored a value of another type
 * @param seq its sequence number; a higher one replaces it
 * @param signature ed25519 signature over salt, sequence number and bencoded value: 64 bytes
 */
public record MutableItem(DhtPublicKey publicKey, byte[] salt, byte[] value, long seq, byte[] signature) {
    /** Copies the arrays. */
    public MutableItem {
        salt = salt.clone();
        value = value.clone();
        signature = signature.clone();
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
     * Verifies the signature over salt, sequence number and bencoded value, as BEP 44 lays them out. The value is taken
     * for a byte string first; where that does not fit, one that begins like a bencoded integer, list or dictionary is
     * taken for that.
     *
     * @return true if the holder of the key signed just this; false for anything else, malformed keys and signatures
     *     included
     * @throws TorrentException {@link ErrorCode#GENERIC} if this JVM has no Ed25519
     */
    public boolean hasValidSignature() {
        return isSigned(string(value)) || isBencodedOtherType() && isSigned(value);
    }

    private boolean isSigned(byte[] bencodedValue) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        if (salt.length > 0) {
            message.writeBytes("4:salt".getBytes(US_ASCII));
            message.writeBytes(string(salt));
        }
        message.writeBytes(("3:seqi" + seq + "e1:v").getBytes(US_ASCII));
        message.writeBytes(bencodedValue);
        return Ed25519.verify(publicKey, message.toByteArray(), signature);
    }

    // A bencoded string, which begins with a digit, must not pass: one signature would then fit two values, the string
    // and its bencoding.
    private boolean isBencodedOtherType() {
        return value.length > 0 && "ild".indexOf(value[0]) >= 0;
    }

    private static byte[] string(byte[] bytes) {
        ByteArrayOutputStream bencoded = new ByteArrayOutputStream();
        bencoded.writeBytes((bytes.length + ":").getBytes(US_ASCII));
        bencoded.writeBytes(bytes);
        return bencoded.toByteArray();
    }
}
