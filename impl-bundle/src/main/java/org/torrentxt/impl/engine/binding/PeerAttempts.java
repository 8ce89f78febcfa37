package org.torrentxt.impl.engine.binding;

import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;

/**
 * When the engine last tried, or left, a torrent's peers. It connects again only {@code min_reconnect_time} (60 s)
 * later, also to those that it has left itself: when the torrent was paused, was checked or had all that was wanted.
 */
public final class PeerAttempts {
    private PeerAttempts() {}

    /**
     * Has the engine forget all of that, as it does when a torrent leaves upload mode. Only for torrents that are not
     * in that mode, and have no peers: transfers would be interrupted, and seeds would leave.
     */
    public static void forget(torrent_handle h) {
        torrent_flags_t uploadMode = libtorrent.getUpload_mode();
        h.set_flags(uploadMode);
        h.unset_flags(uploadMode);
    }
}
