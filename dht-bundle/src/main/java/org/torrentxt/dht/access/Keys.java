package org.torrentxt.dht.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;

/** Converts between keys, which are text, and salts on the DHT. */
public final class Keys {
    private Keys() {}

    /** The salt for a key that must not be empty. */
    public static byte[] salt(String key) {
        return salt(key, 1);
    }

    /** The salt for a key; none for an empty key. */
    public static byte[] saltOrNone(String key) {
        return salt(key, 0);
    }

    /** The key for a salt; with replacement characters where it is not valid UTF-8. */
    public static String key(byte[] salt) {
        return new String(salt, UTF_8);
    }

    private static byte[] salt(String key, int least) {
        Objects.requireNonNull(key, "key");
        if (!UTF_8.newEncoder().canEncode(key)) { // otherwise two keys would have the same salt
            throw TorrentException.invalid(
                    "invalid key: it contains half a surrogate pair, which cannot be encoded in UTF-8");
        }
        byte[] salt = key.getBytes(UTF_8);
        if (salt.length < least || salt.length > Dht.MAX_SALT_LENGTH) {
            throw TorrentException.invalid("invalid length of key: " + salt.length + " bytes of UTF-8; expected "
                    + least + " to " + Dht.MAX_SALT_LENGTH);
        }
        return salt;
    }
}
