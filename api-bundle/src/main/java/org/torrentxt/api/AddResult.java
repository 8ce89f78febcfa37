package org.torrentxt.api;

import java.util.Objects;

/**
 * What {@link TorrentSession#add} did.
 *
 * @param torrent the torrent, not null
 * @param isNew true if this request added it; false if it was already added, or was being added by another request, and
 *     is unchanged but for labels and attributes that it did not have. Of several requests for the same torrent, exactly
 *     one has true.
 */
public record AddResult(Torrent torrent, boolean isNew) {
    /** Checks the argument. */
    public AddResult {
        Objects.requireNonNull(torrent, "torrent");
    }
}
