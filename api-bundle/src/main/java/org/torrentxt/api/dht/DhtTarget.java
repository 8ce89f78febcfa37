package org.torrentxt.api.dht;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Where an item is stored (BEP 44): the SHA-1 of the bencoded value of an immutable item, or of the public key and the
 * salt of a mutable one.
 *
 * @param hex 40 hexadecimal digits, kept in lower case
 */
public record DhtTarget(String hex) implements Serializable {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}");

    /**
     * Checks and normalises the digits.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if {@code hex} is not 40 hexadecimal digits
     */
    public DhtTarget {
        Objects.requireNonNull(hex, "hex");
        String lower = hex == null ? "" : hex.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(lower).matches()) {
            throw TorrentException.invalid("invalid DHT target '" + hex + "': expected 40 hexadecimal digits");
        }
        hex = lower;
    }

    /**
     * Where a value is stored as an immutable item.
     *
     * @param value the byte string: 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a value of another length
     */
    public static DhtTarget of(byte[] value) {
        return new DhtTarget(sha1(Bep44.string(Bep44.checkedValue(value))));
    }

    /**
     * Where a value of any type is stored as an immutable item.
     *
     * @param bencoded the value, bencoded: 1 to {@value Dht#MAX_BENCODED_LENGTH} bytes, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for another length
     */
    public static DhtTarget ofBencoded(byte[] bencoded) {
        return new DhtTarget(sha1(Bep44.checkedBencoding(bencoded)));
    }

    /**
     * Where a mutable item is stored.
     *
     * @param publicKey its key, not null
     * @param salt up to {@value Dht#MAX_SALT_LENGTH} bytes, empty for none, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a salt that is too long
     */
    public static DhtTarget of(DhtPublicKey publicKey, byte[] salt) {
        Objects.requireNonNull(publicKey, "publicKey");
        return new DhtTarget(sha1(publicKey.bytes(), Bep44.checkedSalt(salt)));
    }

    private static String sha1(byte[]... parts) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            for (byte[] part : parts) {
                sha1.update(part);
            }
            return HexFormat.of().formatHex(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    /** The digest: a new array of 20 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The hexadecimal digits, in lower case. */
    @Override
    public String toString() {
        return hex;
    }
}
