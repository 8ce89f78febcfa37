package org.torrentxt.impl.engine.torrent;

import java.util.List;
import java.util.Objects;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.status.TrackerInfo;

/** URLs of trackers and web seeds as shown to users: without the user names and passwords that the engine sends. */
final class ShownUrls {
    private ShownUrls() {}

    /** A tracker as shown to users. */
    static TrackerInfo of(TrackerInfo tracker) {
        return tracker.toBuilder()
                .url(Credentials.hide(tracker.url()))
                .message(Credentials.hide(tracker.message()))
                .build();
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
