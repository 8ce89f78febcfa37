package org.torrentxt.api;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The hash that names a torrent: SHA-1 of the info dictionary for BitTorrent v1 (BEP 3), SHA-256 for v2 (BEP 52).
 *
 * @param hex 40 (v1) or 64 (v2) hexadecimal digits, kept in lower case
 */
public record InfoHash(String hex) implements Comparable<InfoHash> {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /**
     * Checks and normalises the digits.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if {@code hex} is not 40 or 64 hexadecimal digits
     */
    public InfoHash {
        String lower = hex == null ? "" : hex.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(lower).matches()) {
            throw TorrentException.invalid(
                    "not an info-hash: '" + hex + "'; expected 40 (v1) or 64 (v2) hexadecimal digits");
        }
        hex = lower;
    }

    /**
     * The info-hash of the given digest.
     *
     * @param digest 20 bytes (v1) or 32 bytes (v2), not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for any other length
     */
    public static InfoHash of(byte[] digest) {
        return new InfoHash(HexFormat.of().formatHex(Objects.requireNonNull(digest, "digest")));
    }

    /** True for SHA-1 (v1), false for SHA-256 (v2). */
    public boolean isV1() {
        return hex.length() == 40;
    }

    /** The digest: a new array of 20 or 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(InfoHash other) {
        return hex.compareTo(other.hex);
    }

    /** The hexadecimal digits, in lower case. */
    @Override
    public String toString() {
        return hex;
    }
}
