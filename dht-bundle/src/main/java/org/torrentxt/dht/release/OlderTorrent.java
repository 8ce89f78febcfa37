package org.torrentxt.dht.release;

import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;

/**
 * The torrent of an older version while the newer one is being added. It is paused, so that it does not write to files
 * that the newer one checks.
 */
final class OlderTorrent {
    private static final Logger LOG = LoggerFactory.getLogger(OlderTorrent.class);
    private static final Set<TorrentFlag> RUNNING = Set.of(TorrentFlag.PAUSED, TorrentFlag.AUTO_MANAGED);

    private final Torrent torrent;
    private final Set<TorrentFlag> flags;

    private OlderTorrent(Torrent torrent, Set<TorrentFlag> flags) {
        this.torrent = torrent;
        this.flags = flags;
    }

    /** Pauses a torrent; empty if it is gone. */
    static Optional<OlderTorrent> rest(Torrent torrent) {
        try {
            OlderTorrent older = new OlderTorrent(torrent, torrent.flags());
            torrent.pause();
            return Optional.of(older);
        } catch (TorrentException e) {
            LOG.debug("Torrent {} no longer exists", torrent.id(), e);
            return Optional.empty();
        }
    }

    /**
     * Ends the pause: removes it if the newer one was added, or resumes it.
     *
     * @param newer the newer torrent; null if it was not added, or must not replace it any more
     */
    void end(Torrent newer) {
        try {
            if (newer == null) {
                torrent.setFlags(flags, RUNNING);
            } else {
                torrent.remove(false);
                LOG.info("Torrent {} was replaced by a newer version; its files are kept", torrent.id());
            }
        } catch (TorrentException e) {
            LOG.debug("Torrent {} no longer exists", torrent.id(), e);
        }
    }
}
