package org.torrentxt.api.dht;

import java.io.Serializable;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * The ed25519 public key that mutable items are stored under (BEP 44).
 *
 * @param hex 64 hexadecimal digits, kept in lower case
 */
public record DhtPublicKey(String hex) implements Serializable {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks and normalises the digits.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if {@code hex} is not 64 hexadecimal digits
     */
    public DhtPublicKey {
        Objects.requireNonNull(hex, "hex");
        String lower = hex == null ? "" : hex.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(lower).matches()) {
            throw TorrentException.invalid("invalid public key '" + hex + "': expected 64 hexadecimal digits");
        }
        hex = lower;
    }

    /** The key: a new array of 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The hexadecimal digits, in lower case. */
    @Override
    public String toString() {
        return hex;
    }
}
