package org.torrentxt.impl.engine;

import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/** URLs that people name: refused where the engine could not use them, or must not. */
final class Urls {
    // what is no character, or has no place in a URL, or does not cross JNI as it is: beyond U+FFFF
    private static final String REST = "[^\\s/][^\\s\\p{Cntrl}\\p{Cs}\\x{10000}-\\x{10ffff}]*";
    private static final Pattern TRACKER = Pattern.compile("(?i)(https?|udp)://" + REST);
    private static final Pattern WEB_SEED = Pattern.compile("(?i)https?://" + REST);

    private Urls() {}

    static void checkTrackerForm(String url) {
        checkPassword(url);
        if (url == null || !TRACKER.matcher(url).matches()) {
            throw TorrentException.invalid(
                    "not a tracker: '" + Given.brief(url) + "'; expected an http, https or udp URL");
        }
    }

    static void checkWebSeedForm(String url) {
        checkPassword(url);
        if (url == null || !WEB_SEED.matcher(url).matches()) {
            throw TorrentException.invalid("not a web seed: '" + Given.brief(url) + "'; expected an http or https URL");
        }
    }

    // as it was shown, and copied
    private static void checkPassword(String url) {
        if (url != null && url.contains("://***@")) {
            throw TorrentException.invalid(
                    "user name and password are hidden in '" + Given.brief(url) + "'; give them, or leave out ***@");
        }
    }

    static void checkTracker(String url, NetworkMode network) {
        checkTrackerForm(url);
        network.requireUrl(url);
    }

    static void checkWebSeed(String url, NetworkMode network) {
        checkWebSeedForm(url);
        network.requireUrl(url);
    }
}
