package org.torrentxt.api.status;

import java.util.Objects;
import org.torrentxt.api.Credentials;

/**
 * The reply of a tracker to {@link org.torrentxt.api.Torrent#scrape()}.
 *
 * @param tracker its announce URL, without user name and password, not null
 * @param numComplete seeds that it counts; -1 if it does not tell
 * @param numIncomplete leechers that it counts; -1 if it does not tell
 */
public record ScrapeResult(String tracker, int numComplete, int numIncomplete) {
    /** Hides user name and password of the URL. */
    public ScrapeResult {
        tracker = Credentials.hide(Objects.requireNonNull(tracker, "tracker"));
    }
}
