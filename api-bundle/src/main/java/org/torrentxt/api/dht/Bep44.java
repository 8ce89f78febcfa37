package org.torrentxt.api.dht;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Objects;
import org.torrentxt.api.TorrentException;

/** The rules of BEP 44 for the bytes of an item: maximum lengths, and the layout for hashing and signing. */
final class Bep44 {
    private Bep44() {}

    static byte[] checkedValue(byte[] value) {
        Objects.requireNonNull(value, "value");
        if (value.length < 1 || value.length > Dht.MAX_VALUE_LENGTH) {
            throw TorrentException.invalid(
                    "invalid length of value: " + value.length + " bytes; expected 1 to " + Dht.MAX_VALUE_LENGTH);
        }
        return value;
    }

    static byte[] checkedBencoding(byte[] bencoded) {
        Objects.requireNonNull(bencoded, "bencoded");
        if (bencoded.length < 1 || bencoded.length > Dht.MAX_BENCODED_LENGTH) {
            throw TorrentException.invalid("invalid length of value: " + bencoded.length
                    + " bytes when bencoded; expected 1 to " + Dht.MAX_BENCODED_LENGTH);
        }
        return bencoded;
    }

    static byte[] checkedSalt(byte[] salt) {
        Objects.requireNonNull(salt, "salt");
        if (salt.length > Dht.MAX_SALT_LENGTH) {
            throw TorrentException.invalid(
                    "salt too long: " + salt.length + " bytes; expected at most " + Dht.MAX_SALT_LENGTH);
        }
        return salt;
    }

    static long checkedSeq(long seq) {
        if (seq < 0) {
            throw TorrentException.invalid("invalid sequence number " + seq + ": expected 0 or more");
        }
        return seq;
    }

    /** The bytes to sign. */
    static byte[] message(byte[] salt, long seq, byte[] bencodedValue) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        if (salt.length > 0) {
            message.writeBytes("4:salt".getBytes(US_ASCII));
            message.writeBytes(string(salt));
        }
        message.writeBytes(("3:seqi" + seq + "e1:v").getBytes(US_ASCII));
        message.writeBytes(bencodedValue);
        return message.toByteArray();
    }

    /** A bencoded byte string. */
    static byte[] string(byte[] bytes) {
        ByteArrayOutputStream bencoded = new ByteArrayOutputStream();
        bencoded.writeBytes((bytes.length + ":").getBytes(US_ASCII));
        bencoded.writeBytes(bytes);
        return bencoded.toByteArray();
    }
}
