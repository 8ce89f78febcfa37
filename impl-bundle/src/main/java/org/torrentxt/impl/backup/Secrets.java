package org.torrentxt.impl.backup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recognises what others must not see: passwords, and the passkeys by which private trackers know their users, which may be
 * anywhere in a URL. What is not known to be harmless counts as a secret.
 */
final class Secrets {
    private static final Pattern KEY = Pattern.compile(
            "(?i).*(pass(word|wd|phrase|key)?|secret|token|user[-_. ]?name|credentials?|auth(orization)?|cookie"
                    + "|(private|api)[-_. ]?key)([-_. ].*)?");
    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://[^\\s\"'<>]*");
    /** A part of a tracker's path that is a word: announce.php, but no key of digits and letters. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{0,16}(\\.[A-Za-z]{1,4})?");
    /** A part of a path, or of a host name, that looks random. */
    private static final Pattern RANDOM = Pattern.compile("(?i)[0-9a-f]{16,}|(?=.*[0-9])(?=.*[a-z])[0-9a-z_-]{20,}");

    private Secrets() {}

    /** True for the name of a setting, property or attribute whose value is a secret. */
    static boolean isSecretName(String name) {
        return KEY.matcher(name).matches();
    }

    /** True for the URL of a tracker without a user, a password and a passkey. */
    static boolean isPlainTracker(String url) {
        return parse(url)
                .filter(uri -> Stream.of(path(uri).split("/"))
                        .allMatch(part -> WORD.matcher(part).matches()))
                .isPresent();
    }

    /** True for the URL of a web seed, whose path names files, without a user, a password and a token. */
    static boolean isPlainWebSeed(String url) {
        return parse(url)
                .filter(uri -> Stream.of(path(uri).split("/"))
                        .noneMatch(part -> RANDOM.matcher(part).matches()))
                .isPresent();
    }

    /** True for a text without such URLs. */
    static boolean isPlainText(String text) {
        Matcher url = URL.matcher(text);
        while (url.find()) {
            if (!isPlainWebSeed(url.group())) {
                return false;
            }
        }
        return true;
    }

    private static String path(URI uri) {
        return Optional.ofNullable(uri.getRawPath()).orElse("");
    }

    private static Optional<URI> parse(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean isPlain = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && Stream.of(uri.getHost().split("\\."))
                            .noneMatch(label -> RANDOM.matcher(label).matches());
            return isPlain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Which server a URL is of, without what may be a secret: {@code https://tracker.example}. */
    static String server(String url) {
        try {
            URI uri = new URI(url.strip());
            if (uri.getHost() != null && uri.getScheme() != null) {
                Optional<String> random = Stream.of(uri.getHost().split("\\."))
                        .filter(label -> RANDOM.matcher(label).matches())
                        .findFirst();
                String host = random.isEmpty() ? uri.getHost() : uri.getHost().replace(random.get(), "***");
                return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host
                        + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            }
        } catch (URISyntaxException e) {
            return "an invalid URL";
        }
        return "an invalid URL";
    }
}
