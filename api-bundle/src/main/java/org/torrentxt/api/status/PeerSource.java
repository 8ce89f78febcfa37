package org.torrentxt.api.status;

import java.util.EnumSet;
import java.util.Set;
import org.torrentxt.value.Sets;

/** Where a torrent has a peer from; libtorrent's {@code peer_source_flags_t}. */
public enum PeerSource {
    /** A tracker, a magnet link, or a user of the session. */
    TRACKER(0),
    /** The DHT (BEP 5). */
    DHT(1),
    /** Peer exchange (BEP 11). */
    PEX(2),
    /** Local service discovery (BEP 14). */
    LSD(3),
    /** Resume data, such as what was saved of the torrent. */
    RESUME_DATA(4),
    /** The peer opened the connection. */
    INCOMING(5);

    private final int mask;

    PeerSource(int bit) {
        this.mask = 1 << bit;
    }

    /** The constants for bits of libtorrent's {@code peer_source_flags_t}; unknown bits are ignored. Unmodifiable. */
    public static Set<PeerSource> fromBits(int bits) {
        Set<PeerSource> set = EnumSet.allOf(PeerSource.class);
        set.removeIf(source -> (bits & source.mask) == 0);
        return Sets.ordered(set);
    }
}
