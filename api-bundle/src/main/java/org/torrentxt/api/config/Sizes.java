package org.torrentxt.api.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Parses sizes and rates in the forms that users write, for configurations, settings and the console.
 *
 * <p>A number with an optional unit, in upper or lower case, optionally separated by a space: {@code 500},
 * {@code 500K}, {@code 10 MB}, {@code 1.5MiB}. {@code K}, {@code M}, {@code G} and {@code T}, alone or followed by
 * {@code iB}, are powers of 1024; followed by {@code B} they are powers of 1000, as in GNU tools. Rates may end with
 * {@code /s}, and may be in bits, such as {@code 100 Mbit/s} or {@code 100 Mbps}.
 */
public final class Sizes {
    private static final String NONE = "none";
    private static final String EXPECTED = ": expected a number with an optional unit, such as 500K or 10MiB";
    private static final String NUMBER = "(?<number>\\d{1,19}(?:\\.\\d{1,12})?)\\s*";
    private static final Pattern BYTES = Pattern.compile(
            NUMBER + "(?:B|bytes?|(?<letter>[KMGT])(?:(?<binary>iB?)|(?<decimal>B|bytes?))?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BITS =
            Pattern.compile(NUMBER + "(?:(?<letter>[KMGT])(?<binary>i)?)?bits?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PER_SECOND = Pattern.compile("\\s*/\\s*s$", Pattern.CASE_INSENSITIVE);
    private static final Pattern BITS_PER_SECOND = Pattern.compile("bps$", Pattern.CASE_INSENSITIVE);

    private Sizes() {}

    /**
     * Parses a size; a fraction of a byte is truncated.
     *
     * @param what the name of the value, such as a key or an option, for the message
     * @param text not null
     * @return bytes
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not a size, or 8 EiB or more
     */
    public static long parse(String what, String text) {
        Objects.requireNonNull(what, "what");
        Matcher matcher = BYTES.matcher(Objects.requireNonNull(text, "text").strip());
        if (!matcher.matches()) {
            throw wrong(what, "size", text);
        }
        return inRange(what, "size", text, bytes(what, "size", text, matcher));
    }

    /**
     * Parses a rate limit.
     *
     * @param what the name of the limit, such as a key or an option, for the message
     * @param text not null
     * @return bytes per second; 0 for {@code none}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it is not a rate, or 8 EiB/s or more
     */
    public static long parseRate(String what, String text) {
        Objects.requireNonNull(what, "what");
        String rate = Objects.requireNonNull(text, "text").strip();
        if (rate.equalsIgnoreCase(NONE)) {
            return 0;
        }
        String amount = BITS_PER_SECOND
                .matcher(PER_SECOND.matcher(rate).replaceFirst(""))
                .replaceFirst("bit");
        Matcher bits = BITS.matcher(amount);
        if (bits.matches()) {
            int base = bits.group("binary") != null ? 1024 : 1000;
            return inRange(what, "rate", text, number(bits, base).divide(BigDecimal.valueOf(Byte.SIZE)));
        }
        Matcher bytes = BYTES.matcher(amount);
        if (!bytes.matches()) {
            throw wrong(what, "rate", text);
        }
        return inRange(what, "rate", text, bytes(what, "rate", text, bytes));
    }

    private static BigDecimal bytes(String what, String kind, String text, Matcher matcher) {
        if (matcher.group("letter") == null && matcher.group("number").contains(".")) {
            throw wrong(what, kind, text); // half a byte is a mistake
        }
        return number(matcher, matcher.group("decimal") != null ? 1000 : 1024);
    }

    private static BigDecimal number(Matcher matcher, int base) {
        String letter = matcher.group("letter");
        int power = letter == null ? 0 : "KMGT".indexOf(letter.toUpperCase(Locale.ROOT)) + 1;
        return new BigDecimal(matcher.group("number"))
                .multiply(BigDecimal.valueOf(base).pow(power));
    }

    private static long inRange(String what, String kind, String text, BigDecimal bytes) {
        if (bytes.toBigInteger().bitLength() >= Long.SIZE) {
            throw TorrentException.invalid(kind + " too large for " + what + ": '" + text + "'");
        }
        return bytes.longValue();
    }

    private static TorrentException wrong(String what, String kind, String text) {
        return TorrentException.invalid("invalid " + kind + " '" + text + "' for " + what + EXPECTED
                + (kind.equals("rate") ? ", or none" : ""));
    }
}
