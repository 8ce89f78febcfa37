package org.torrentxt.impl.network;

import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.input.Arguments;

/** Checks URLs given by users and by torrents. */
public final class Urls {
    // characters that are invalid, not allowed in a URL, or garbled by JNI: beyond U+FFFF
    private static final String REST = "[^\\s/][^\\s\\p{Cntrl}\\p{Cs}\\x{10000}-\\x{10ffff}]*";
    private static final Pattern TRACKER = Pattern.compile("(?i)(https?|udp)://" + REST);
    private static final Pattern WEB_SEED = Pattern.compile("(?i)https?://" + REST);

    private Urls() {}

    /** True if a URL has that scheme, in any case, and what else is given of its beginning. */
    static boolean begins(String url, String beginning) {
        return url.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    public static void checkTrackerForm(String url) {
        checkPassword(url);
        if (url == null || !TRACKER.matcher(url).matches()) {
            throw TorrentException.invalid(
                    "invalid tracker '" + Arguments.brief(url) + "': expected an http, https or udp URL");
        }
    }

    public static void checkWebSeedForm(String url) {
        checkPassword(url);
        if (url == null || !WEB_SEED.matcher(url).matches()) {
            throw TorrentException.invalid(
                    "invalid web seed '" + Arguments.brief(url) + "': expected an http or https URL");
        }
    }

    // copied from a listing
    private static void checkPassword(String url) {
        if (url != null && url.contains("://***@")) {
            throw TorrentException.invalid(
                    "user name and password are hidden in '" + Arguments.brief(url) + "'; enter them, or omit ***@");
        }
    }

    public static void checkTracker(String url, NetworkMode network) {
        checkTrackerForm(url);
        network.requireUrl(url);
    }

    public static void checkWebSeed(String url, NetworkMode network) {
        checkWebSeedForm(url);
        network.requireUrl(url);
    }
}
