package org.torrentxt.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads magnet links (BEP 9) in the forms that users paste, and writes them in a form that every client reads. */
public final class MagnetLink {
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    // valid characters are kept, so that a valid link is unchanged
    private static final String KEPT = UNRESERVED + "%+:/?@!$'()*,;=[]|";

    private static final String AROUND = "\"'`<>\u201c\u201d\u2018\u2019";
    private static final int AMPERSAND_LEVELS = 3;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private static final Pattern ENCODED = Pattern.compile("(?i)magnet(%3a.*|:?%3f.*)");
    private static final Pattern AMPERSAND = Pattern.compile("(?i)&(amp|#38|#x26);");
    private static final Pattern START = Pattern.compile("(?i)magnet:/{0,3}\\?*");
    private static final Pattern MALFORMED = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern TOPIC = Pattern.compile("xt(\\.\\d+)?|xs");
    private static final Pattern URL = Pattern.compile("(tr|ws)(\\.\\d+)?");
    private static final Pattern SPACE = Pattern.compile("\\s");

    private MagnetLink() {}

    /**
     * Corrects a pasted link: removes spaces, quotes and line breaks, converts case-sensitive parts to lower case and
     * {@code &amp;} to {@code &}, and percent-encodes characters where required. A completely percent-encoded link is
     * decoded. The info-hash is not checked.
     *
     * @param pasted not null
     * @return a link that begins with {@code magnet:?}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if it does not begin with {@code magnet:}
     */
    public static String clean(String pasted) {
        String text = strip(Objects.requireNonNull(pasted, "pasted"));
        if (ENCODED.matcher(text).matches()) {
            text = decode(text);
        }
        for (int level = 0; level < AMPERSAND_LEVELS && text.indexOf(';') >= 0; level++) {
            text = AMPERSAND.matcher(text).replaceAll("&"); // some web pages encode it twice
        }
        if (!text.regionMatches(true, 0, "magnet:", 0, 7)) {
            throw TorrentException.invalid("invalid magnet link '"
                    + (text.length() <= 80 ? text : text.substring(0, 77) + "...")
                    + "': expected magnet:?xt=urn:btih:INFO-HASH");
        }
        return Arrays.stream(START.matcher(text).replaceFirst("").split("&"))
                .filter(parameter -> !parameter.isBlank())
                .map(MagnetLink::parameter)
                .collect(Collectors.joining("&", "magnet:?", ""));
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isAround(text.charAt(from))) {
            from++;
        }
        while (from < to && isAround(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isAround(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT
                || AROUND.indexOf(character) >= 0;
    }

    private static String parameter(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return value(text.strip());
        }
        String name = text.substring(0, equals).strip();
        String value = text.substring(equals + 1).strip();
        String key = value(name.toLowerCase(Locale.ROOT));
        boolean isTopic = TOPIC.matcher(key).matches();
        boolean isUrl = URL.matcher(key).matches();
        // a plus would be read as a space, which is not allowed in a URL
        return key + "=" + (isTopic ? topic(value) : isUrl ? value(value).replace("+", "%2B") : value(value));
    }

    // urn:btih: and similar prefixes are compared case-sensitively
    private static String topic(String value) {
        String decoded = SPACE.matcher(decode(value)).replaceAll("");
        int hash = decoded.lastIndexOf(':') + 1;
        String urn = decoded.substring(0, hash);
        return urn.regionMatches(true, 0, "urn:bt", 0, 6)
                ? urn.toLowerCase(Locale.ROOT) + value(decoded.substring(hash))
                : value(value);
    }

    private static String value(String text) {
        String wellFormed =
                text.indexOf('%') < 0 ? text : MALFORMED.matcher(text).replaceAll("%25");
        if (wellFormed.chars().allMatch(character -> KEPT.indexOf(character) >= 0)) {
            return wellFormed; // as in most links, of which there may be thousands
        }
        StringBuilder value = new StringBuilder();
        wellFormed
                .codePoints()
                .filter(character -> character != '\r' && character != '\n' && character != '\t')
                .forEach(character -> {
                    if (KEPT.indexOf(character) >= 0) {
                        value.append((char) character);
                    } else {
                        value.append(encode(Character.toString(character)));
                    }
                });
        return value.toString();
    }

    /**
     * Writes a link.
     *
     * @param hashes at least one, not null
     * @param name the torrent's; empty for none
     * @param totalSize in bytes; 0 if unknown
     * @param trackers announce URLs, not null
     * @param webSeeds URLs, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a negative size
     */
    public static String of(
            InfoHashes hashes, String name, long totalSize, List<String> trackers, List<String> webSeeds) {
        Objects.requireNonNull(hashes, "hashes");
        Objects.requireNonNull(name, "name");
        if (totalSize < 0) {
            throw TorrentException.invalid("negative size: " + totalSize + "; expected 0 or more bytes");
        }
        StringBuilder link = new StringBuilder();
        hashes.v1().ifPresent(hash -> link.append("&xt=urn:btih:").append(hash));
        // 12 20: the multihash for 32 bytes of SHA-256
        hashes.v2().ifPresent(hash -> link.append("&xt=urn:btmh:1220").append(hash));
        if (!name.isEmpty()) {
            link.append("&dn=").append(encode(name));
        }
        if (totalSize > 0) {
            link.append("&xl=").append(totalSize);
        }
        append(link, "&tr=", "trackers", trackers);
        append(link, "&ws=", "webSeeds", webSeeds);
        return "magnet:?" + link.substring(Math.min(1, link.length()));
    }

    private static void append(StringBuilder link, String key, String parameter, List<String> urls) {
        for (String url : Objects.requireNonNull(urls, parameter)) {
            link.append(key).append(encode(Objects.requireNonNull(url, parameter + " contains null")));
        }
    }

    // URLEncoder encodes forms: clients would read its "+" for a space as a plus.
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
            }
        }
        return encoded.toString();
    }

    private static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            int high = i + 2 < encoded.length && encoded[i] == '%' ? Character.digit(encoded[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(encoded[i + 2], 16);
            bytes.write(low < 0 ? encoded[i] : high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        return bytes.toString(UTF_8);
    }
}
