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
    private static final int PATIENCE = 3; // pauses without an error and without progress

    private record Stop(String reason, int permille, long time) {}

    private final LongSupplier clock;
    private final Map<Integer, Stop> stopped = new HashMap<>(); // by torrent, as it was seen or tried last

    Repairs(LongSupplier clock) {
        this.clock = clock;
    }

    /** Forgets all other torrents. */
    void retain(Collection<Integer> torrents) {
        stopped.keySet().retainAll(torrents);
    }

    /** Why one has stopped, also while it is tried whether it can go on; empty if it has not. */
    String error(Held held) {
        Stop stop = held.isComplete() ? null : stopped.get(held.id());
        return held.error().isEmpty() && stop != null ? stop.reason() : held.error();
    }

    /** Looks at one that is to be here; what others have added is theirs. */
    void look(Held held, Torrent torrent) {
        Stop stop = stopped.get(held.id());
        long now = clock.getAsLong();
        if (held.mark().isEmpty() || held.isComplete() || held.waitsForSpace()) {
            stopped.remove(held.id());
        } else if (held.error().isEmpty()) {
            if (stop != null && (held.permille() > stop.permille() || now - stop.time() >= PATIENCE * PAUSE)) {
                stopped.remove(held.id());
                LOG.info("Fleet: torrent {} goes on", held.id());
            }
        } else if (stop == null) {
            stopped.put(held.id(), new Stop(held.error(), held.permille(), now));
            LOG.warn("Fleet: torrent {} has stopped, and goes on once it can: {}", held.id(), held.error());
        } else if (now - stop.time() >= PAUSE) {
            stopped.put(held.id(), new Stop(held.error(), held.permille(), now));
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
