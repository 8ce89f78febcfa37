package org.torrentxt.api;

import java.util.Objects;
import java.util.regex.Pattern;

/** User names and passwords in URLs ({@code http://user:password@host/}): they are sent, but never shown. */
public final class Credentials {
    private static final Pattern USER_INFO = Pattern.compile("(?<=[A-Za-z0-9+.-]://)[^/?#\\s\"'<>]*@");

    private Credentials() {}

    /**
     * Replaces each user name and password in a text with {@code ***@}.
     *
     * @param text a URL, or any text with URLs in it, not null
     */
    public static String hide(String text) {
        return replace(text, "***@");
    }

    /**
     * Removes user names and passwords from a text, so that it can be shared.
     *
     * @param text a URL, or any text with URLs in it, not null
     */
    public static String remove(String text) {
        return replace(text, "");
    }

    private static String replace(String text, String by) {
        return Objects.requireNonNull(text, "text").indexOf('@') < 0
                ? text
                : USER_INFO.matcher(text).replaceAll(by);
    }
}
