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
    private static final String MULTIHASH = "1220";
    private static final int BASE32_DIGITS = 32;
    private static final Pattern BASE32 = Pattern.compile("[A-Za-z2-7]*");
    private static final int V1_DIGITS = 40;
    private static final int V2_DIGITS = 64;

    /**
     * Checks and normalises the digits.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if {@code hex} is not 40 or 64 hexadecimal digits
     */
    public InfoHash {
        Objects.requireNonNull(hex, "hex");
        String lower = hex == null ? "" : hex.toLowerCase(Locale.ROOT);
        if (lower.length() != V1_DIGITS && lower.length() != V2_DIGITS
                || !lower.chars().allMatch(InfoHash::isHexDigit)) {
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
        if (hash.length() == MULTIHASH.length() + V2_DIGITS && hash.startsWith(MULTIHASH)) {
            return new InfoHash(hash.substring(MULTIHASH.length()));
        }
        if (hash.length() != BASE32_DIGITS || !BASE32.matcher(hash).matches()) {
            return new InfoHash(hash);
        }
        BigInteger bits = BigInteger.ZERO;
        for (char digit : hash.toUpperCase(Locale.ROOT).toCharArray()) {
            bits = bits.shiftLeft(5).add(BigInteger.valueOf(digit >= 'A' ? digit - 'A' : digit - '2' + 26));
        }
        return new InfoHash(String.format("%040x", bits));
    }

    // Not HexFormat's, which accepts upper case.
    private static boolean isHexDigit(int character) {
        return character >= '0' && character <= '9' || character >= 'a' && character <= 'f';
    }

    /** True for SHA-1 (v1), false for SHA-256 (v2). */
    public boolean isV1() {
        return hex.length() == V1_DIGITS;
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
