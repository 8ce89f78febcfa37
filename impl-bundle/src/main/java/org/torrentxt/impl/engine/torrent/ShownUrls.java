package org.torrentxt.impl.engine.torrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.status.TrackerInfo;

/** URLs of trackers and web seeds as shown to users: without the user names and passwords that the engine sends. */
final class ShownUrls {
    private static final Pattern HOST = Pattern.compile(
            "(?<scheme>[A-Za-z0-9+.-]+://)(?<user>[^/?#\\s]*)@(?<host>[^/?#@\\s]+)(?<rest>.*)", Pattern.DOTALL);

    private ShownUrls() {}

    /** A tracker as shown to users. */
    static TrackerInfo of(TrackerInfo tracker) {
        return tracker.toBuilder()
                .url(Credentials.hide(tracker.url()))
                .message(Credentials.hide(tracker.message()))
                .build();
    }

    /**
     * The actual URLs for some that may have been shown without credentials: those of the same URL, or if it is another
     * one, those of the only user of its host. What is left hidden is of nobody.
     *
     * @param known the actual URLs that are there
     */
    static List<List<String>> restored(List<List<String>> tiers, List<String> known) {
        List<String> unused = new ArrayList<>(known);
        List<List<String>> restored = new ArrayList<>();
        for (List<String> tier : tiers) {
            restored.add(tier.stream().map(url -> restored(url, known, unused)).toList());
        }
        return restored;
    }

    private static String restored(String url, List<String> known, List<String> unused) {
        if (!Credentials.hide(url).equals(url) || Credentials.remove(url).equals(url)) {
            return url; // has its own, or none
        }
        // several may be shown alike: each is named once
        Optional<String> next =
                unused.stream().filter(one -> Credentials.hide(one).equals(url)).findFirst();
        next.ifPresent(unused::remove);
        return next.or(() -> known.stream()
                        .filter(one -> Credentials.hide(one).equals(url))
                        .findFirst())
                .orElseGet(() -> ofSameHost(url, known));
    }

    private static String ofSameHost(String url, List<String> known) {
        Matcher hidden = HOST.matcher(url);
        if (!hidden.matches()) {
            return url;
        }
        List<String> users = known.stream()
                .map(HOST::matcher)
                .filter(other -> other.matches()
                        && other.group("scheme").equalsIgnoreCase(hidden.group("scheme"))
                        && other.group("host").equalsIgnoreCase(hidden.group("host")))
                .map(other -> other.group("user"))
                .distinct()
                .toList();
        return users.size() == 1
                ? hidden.group("scheme") + users.get(0) + "@" + hidden.group("host") + hidden.group("rest")
                : url;
    }

    /** The actual URL for one that may have been shown without credentials; the same URL if none matches. */
    static List<String> named(String url, List<String> urls) {
        List<String> same =
                urls.stream().filter(Objects.requireNonNull(url, "url")::equals).toList();
        List<String> shown = urls.stream()
                .filter(known -> Credentials.hide(known).equals(url))
                .toList();
        return same.isEmpty() ? shown.isEmpty() ? List.of(url) : shown : same;
    }
}
