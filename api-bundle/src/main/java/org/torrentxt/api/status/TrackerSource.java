package org.torrentxt.api.status;

import java.util.EnumSet;
import java.util.Set;
import org.torrentxt.value.Sets;

/** Where a torrent has a tracker from. */
public enum TrackerSource {
    /** Its .torrent file. */
    TORRENT(0),
    /** Added by a user of the session. */
    CLIENT(1),
    /** Its magnet link. */
    MAGNET_LINK(2),
    /** A peer (BEP 28). */
    PEER_EXCHANGE(3);

    private final int mask;

    TrackerSource(int bit) {
        this.mask = 1 << bit;
    }

    /** The constants for bits of libtorrent's {@code announce_entry::source}; unknown bits are ignored. Unmodifiable. */
    public static Set<TrackerSource> fromBits(int bits) {
        Set<TrackerSource> set = EnumSet.allOf(TrackerSource.class);
        set.removeIf(source -> (bits & source.mask) == 0);
        return Sets.ordered(set);
    }
}
