package org.torrentxt.api.dht;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Where an immutable item is stored: the SHA-1 of its bencoded value (BEP 44).
 *
 * @param hex 40 hexadecimal digits, kept in lower case
 */
public record DhtTarget(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}");

    /**
     * Checks and normalises the digits.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if {@code hex} is not 40 hexadecimal digits
     */
    public DhtTarget {
        String lower = hex == null ? "" : hex.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(lower).matches()) {
            throw TorrentException.invalid("not a DHT target: '" + hex + "'; expected 40 hexadecimal digits");
        }
        hex = lower;
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
