package org.torrentxt.fleet.reconcile;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;

/**
 * Has torrents that the fleet has added go on when an error has stopped them: a disk may have room again, or be mounted.
 * Not thread-safe.
 */
final class Repairs {
    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);
    private static final long PAUSE = 30_000_000_000L; // ns, until it is tried again

    private final LongSupplier clock;
    private final Map<Integer, Long> stopped = new HashMap<>(); // by torrent, when it was seen or tried last

    Repairs(LongSupplier clock) {
        this.clock = clock;
    }

    /** Forgets all other torrents. */
    void retain(Collection<Integer> torrents) {
        stopped.keySet().retainAll(torrents);
    }

    /** Looks at one that is to be here; what others have added is theirs. */
    void look(Held held, Torrent torrent) {
        if (held.error().isEmpty() || held.mark().isEmpty()) {
            stopped.remove(held.id());
            return;
        }
        long now = clock.getAsLong();
        Long last = stopped.putIfAbsent(held.id(), now);
        if (last == null) {
            LOG.warn("Fleet: torrent {} has stopped, and goes on once it can: {}", held.id(), held.error());
        } else if (now - last >= PAUSE) {
            stopped.put(held.id(), now);
            goOn(held, torrent);
        }
    }

    private static void goOn(Held held, Torrent torrent) {
        try {
            torrent.clearError();
            if (held.flags().contains(TorrentFlag.UPLOAD_MODE)) {
                torrent.setUploadMode(false);
            }
        } catch (TorrentException e) {
            LOG.debug("Torrent {} cannot go on", held.id(), e);
        }
    }
}
