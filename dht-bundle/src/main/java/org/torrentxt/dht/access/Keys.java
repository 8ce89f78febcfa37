package org.torrentxt.dht.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;

/** Keys, which are text, as the salts that they are on the DHT. */
public final class Keys {
    private Keys() {}

    /** The salt of a key that must not be empty. */
    public static byte[] salt(String key) {
        return salt(key, 1);
    }

    /** The salt of a key; none for an empty one. */
    public static byte[] saltOrNone(String key) {
        return salt(key, 0);
    }

    /** The key of a salt; for people, where it is no UTF-8. */
    public static String key(byte[] salt) {
        return new String(salt, UTF_8);
    }

    private static byte[] salt(String key, int least) {
        Objects.requireNonNull(key, "key");
        if (!UTF_8.newEncoder().canEncode(key)) { // else two keys would become one
            throw TorrentException.invalid(
                    "a key with half a surrogate pair, which has no UTF-8; expected whole characters");
        }
        byte[] salt = key.getBytes(UTF_8);
        if (salt.length < least || salt.length > Dht.MAX_SALT_LENGTH) {
            throw TorrentException.invalid(
                    "a key of " + salt.length + " bytes of UTF-8; expected " + least + " to " + Dht.MAX_SALT_LENGTH);
        }
        return salt;
    }
}
