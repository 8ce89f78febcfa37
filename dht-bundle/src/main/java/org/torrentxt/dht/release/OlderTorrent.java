package org.torrentxt.dht.release;

import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;

/**
 * An older version's torrent while it is not known yet whether the newer one can be added. It rests, so that it does not write to files
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

    /** Lets a torrent rest; empty if it is gone. */
    static Optional<OlderTorrent> rest(Torrent torrent) {
        try {
            OlderTorrent older = new OlderTorrent(torrent, torrent.flags());
            torrent.pause();
            return Optional.of(older);
        } catch (TorrentException e) {
            LOG.debug("Torrent {} was gone already", torrent.id(), e);
            return Optional.empty();
        }
    }

    /**
     * Ends its rest, one way or the other: it goes as the newer one is there, or continues as before.
     *
     * @param newer the newer one; null if it is not there, or is not to take its place any more
     */
    void end(Torrent newer) {
        try {
            if (newer == null) {
                torrent.setFlags(flags, RUNNING);
            } else {
                torrent.remove(false);
                LOG.info("Torrent {} gives way to a newer version; its files stay", torrent.id());
            }
        } catch (TorrentException e) {
            LOG.debug("Torrent {} is gone", torrent.id(), e);
        }
    }
}
