package org.torrentxt.impl.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute HTTP URL, parsed as leniently as in browsers: invalid characters are escaped.
 *
 * @param secure true for https
 * @param userInfo {@code USER:PASSWORD} to be sent, if any
 * @param host a name or an address, without brackets
 * @param port 1 to 65,535
 * @param target path and query, beginning with a slash
 */
record HttpUrl(boolean secure, Optional<String> userInfo, String host, int port, String target) {
    private static final Pattern FORM = Pattern.compile(
            "(?i)(https?)://(?:([^@/?#]*)@)?(\\[[0-9a-f:.]+]|[^\\[\\]:/?#@]+)(?::(\\d{1,5}))?([/?#].*)?");
    private static final String ILLEGAL = " \"<>\\^`{|}[]";

    /** Parses a URL; rejects anything else. */
    static HttpUrl parse(String url) throws RefusedException {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches()) {
            throw new RefusedException("not an http or https URL: " + url);
        }
        boolean secure = matcher.group(1).equalsIgnoreCase("https");
        int port = matcher.group(4) == null ? (secure ? 443 : 80) : Integer.parseInt(matcher.group(4));
        if (port == 0 || port > 65_535) {
            throw new RefusedException("invalid port in URL: " + url);
        }
        Optional<String> userInfo = Optional.ofNullable(matcher.group(2))
                .filter(text -> !text.isEmpty())
                .map(HttpUrl::unescape);
        return new HttpUrl(
                secure,
                userInfo,
                matcher.group(3).replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT),
                port,
                target(matcher.group(5)));
    }

    private static String target(String text) {
        String withoutFragment = text == null ? "" : text.replaceFirst("#.*", "");
        return escape(withoutFragment.startsWith("/") ? withoutFragment : "/" + withoutFragment);
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte raw : text.getBytes(StandardCharsets.UTF_8)) {
            if (raw <= ' ' || raw == 0x7f || ILLEGAL.indexOf(raw) >= 0) { // negative: part of a non-ASCII character
                escaped.append(String.format("%%%02X", raw & 0xff));
            } else {
                escaped.append((char) raw);
            }
        }
        return escaped.toString();
    }

    private static String unescape(String text) {
        Matcher matcher = Pattern.compile("%([0-9a-fA-F]{2})").matcher(text);
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** The target of a redirect. Passwords are not sent to another server. */
    HttpUrl resolve(String location) throws RefusedException {
        String scheme = secure ? "https:" : "http:";
        if (location.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
            return parse(location);
        } else if (location.startsWith("//")) {
            return parse(scheme + location);
        }
        String path = target.replaceFirst("\\?.*", "");
        String resolved = location.startsWith("/")
                ? location
                : location.startsWith("?") ? path + location : path.substring(0, path.lastIndexOf('/') + 1) + location;
        return withTarget(target(resolved));
    }

    HttpUrl withTarget(String other) {
        return new HttpUrl(secure, userInfo, host, port, other);
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    Optional<String> query() {
        int query = target.indexOf('?');
        return query < 0 ? Optional.empty() : Optional.of(target.substring(query + 1));
    }

    /** The value of the header {@code Host}. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    /** The value of the header {@code Authorization}. */
    Optional<String> authorization() {
        return userInfo.map(
                info -> "Basic " + Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.ISO_8859_1)));
    }

    boolean isSameServer(HttpUrl other) {
        return secure == other.secure && port == other.port && host.equals(other.host);
    }

    /** The URL for messages, without secrets. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority() + path();
    }
}
