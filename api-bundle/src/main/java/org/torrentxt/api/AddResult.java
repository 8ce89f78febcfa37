package org.torrentxt.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link TorrentSession#add} did.
 *
 * @param torrent the torrent, not null
 * @param isNew true if this request added it; false if it was already added, or was being added by another request, and
 *     is unchanged but for labels and attributes that it did not have. Of several requests for the same torrent, exactly
 *     one has true.
 * @param recheck why the files are checked although {@link AddTorrent.Builder#seed(List)} has said what they were like,
 *     in words: what differs; empty if nothing does, the request had no such list, or the torrent was already added
 */
public record AddResult(Torrent torrent, boolean isNew, Optional<String> recheck) {
    /** Checks the arguments. */
    public AddResult {
        Objects.requireNonNull(torrent, "torrent");
        Objects.requireNonNull(recheck, "recheck");
    }

    /** A result of a request with nothing to say about its files. */
    public AddResult(Torrent torrent, boolean isNew) {
        this(torrent, isNew, Optional.empty());
    }
}
