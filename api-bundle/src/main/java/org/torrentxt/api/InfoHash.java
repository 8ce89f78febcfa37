package org.torrentxt.api;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The hash that identifies a torrent: SHA-1 of the info dictionary for BitTorrent v1 (BEP 3), SHA-256 for v2 (BEP 52).
 *
 * @param hex 40 (v1) or 64 (v2) hexadecimal digits, kept in lower case
 */
public record InfoHash(String hex) implements Serializable, Comparable<InfoHash> {
    private static final Pattern URN = Pattern.compile("(?i)^urn:bt[im]h:");
    private static final Pattern MULTIHASH = Pattern.compile("1220[0-9A-Fa-f]{64}");
    private static final Pattern BASE32 = Pattern.compile("[A-Za-z2-7]{32}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /**
     * Checks and normalises the digits.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if {@code hex} is not 40 or 64 hexadecimal digits
     */
    public InfoHash {
        Objects.requireNonNull(hex, "hex");
        String lower = hex == null ? "" : hex.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(lower).matches()) {
            throw TorrentException.invalid(
                    "invalid info-hash '" + hex + "': expected 40 (v1) or 64 (v2) hexadecimal digits");
        }
        hex = lower;
    }

    /**
     * The info-hash with the given digest.
     *
     * @param digest 20 bytes (v1) or 32 bytes (v2), not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for any other length
     */
    public static InfoHash of(byte[] digest) {
        return new InfoHash(HexFormat.of().formatHex(Objects.requireNonNull(digest, "digest")));
    }

    /**
     * Parses an info-hash in the forms that users enter: 40 or 64 hexadecimal digits, 32 base32 digits, or the
     * multihash {@code 1220} and 64 hexadecimal digits; optionally with the prefix {@code urn:btih:} or
     * {@code urn:btmh:} and surrounding spaces.
     *
     * @param text not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is anything else
     */
    public static InfoHash parse(String text) {
        String hash = URN.matcher(Objects.requireNonNull(text, "text").strip()).replaceFirst("");
        if (MULTIHASH.matcher(hash).matches()) {
            return new InfoHash(hash.substring(4));
        }
        if (!BASE32.matcher(hash).matches()) {
            return new InfoHash(hash);
        }
        BigInteger bits = BigInteger.ZERO;
        for (char digit : hash.toUpperCase(Locale.ROOT).toCharArray()) {
            bits = bits.shiftLeft(5).add(BigInteger.valueOf(digit >= 'A' ? digit - 'A' : digit - '2' + 26));
        }
        return new InfoHash(String.format("%040x", bits));
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
