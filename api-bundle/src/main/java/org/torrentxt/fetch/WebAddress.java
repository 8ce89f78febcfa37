package org.torrentxt.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.TorrentException;

/**
 * An http or https URL as pasted, possibly with unescaped characters such as brackets and spaces, and with user name
 * and password.
 *
 * @param uri the URL to request, without user name, password and fragment
 * @param authorization value of the Authorization header
 */
record WebAddress(URI uri, Optional<String> authorization) {
    private static final Pattern URL = Pattern.compile(
            "(?is)(https?:)/{1,3}(?:([^/?#\\s]*)@)?(\\[[^\\]]*]|[^/?#@:\\s\\[\\]]+)(:\\d*)?([^#]*)(?:#.*)?");
    private static final String KEPT =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?@!$&'()*+,;=";

    /**
     * Parses a URL.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is not a URL; the message contains no password
     */
    static WebAddress parse(String text) {
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw invalid(text, "expected http://HOST/PATH");
        }
        String port = url.group(4) == null || url.group(4).equals(":") ? "" : url.group(4);
        String origin = url.group(1).toLowerCase(Locale.ROOT) + "//" + host(text, url.group(3)) + port;
        try {
            URI uri = URI.create(origin + encode(url.group(5)));
            if (uri.getHost() == null || uri.getPort() > 65_535) {
                throw invalid(text, "malformed host or port");
            }
            return new WebAddress(uri, Optional.ofNullable(url.group(2)).map(WebAddress::basic));
        } catch (IllegalArgumentException e) {
            throw invalid(text, e.getMessage());
        }
    }

    // a host name with non-ASCII letters is converted to Punycode
    private static String host(String text, String host) {
        try {
            return host.startsWith("[") ? host : IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw invalid(text, "malformed host");
        }
    }

    /** The target of a redirect; user name and password are kept for the same server only. */
    WebAddress redirected(String location) {
        String target = location.strip();
        if (!target.matches("(?is)[a-z][a-z0-9+.-]*:.*")) {
            String base = target.startsWith("//") ? uri.getScheme() + ":" : origin();
            String path = target.startsWith("/") ? "" : uri.getRawPath().replaceFirst("[^/]*$", "");
            target = base + (target.startsWith("/") || path.startsWith("/") ? "" : "/") + path + target;
        }
        WebAddress next = parse(target);
        boolean isSame = isSameServer(next);
        return new WebAddress(next.uri, next.authorization.or(() -> isSame ? authorization : Optional.empty()));
    }

    /** Whether both are of the same server, by the same scheme. */
    boolean isSameServer(WebAddress other) {
        return origin().equals(other.origin());
    }

    private String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(decode(userInfo));
    }

    private static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            boolean isEncoded = encoded[i] == '%'
                    && i + 2 < encoded.length
                    && new String(encoded, i + 1, 2, UTF_8).matches("[0-9A-Fa-f]{2}");
            bytes.write(isEncoded ? Integer.parseInt(new String(encoded, i + 1, 2, UTF_8), 16) : encoded[i]);
            i += isEncoded ? 2 : 0;
        }
        return bytes.toByteArray();
    }

    private static String encode(String rest) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : rest.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").getBytes(UTF_8)) {
            if (b == '%' || b > 0 && KEPT.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b));
            }
        }
        return encoded.toString();
    }

    private static TorrentException invalid(String text, String why) {
        return TorrentException.invalid("invalid URL '" + Credentials.hide(text) + "': " + Credentials.hide(why));
    }

    /** The URL without user name and password. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
