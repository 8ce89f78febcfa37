package org.torrentxt.api.status;

import java.util.Objects;
import org.torrentxt.api.Credentials;

/**
 * The reply of a tracker to {@link org.torrentxt.api.Torrent#reannounce()}.
 *
 * @param tracker its announce URL, without user name and password, not null
 * @param numPeers the number of peers returned
 */
public record AnnounceResult(String tracker, int numPeers) {
    /** Hides user name and password of the URL. */
    public AnnounceResult {
        tracker = Credentials.hide(Objects.requireNonNull(tracker, "tracker"));
    }
}
