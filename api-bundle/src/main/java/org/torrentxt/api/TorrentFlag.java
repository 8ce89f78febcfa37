package org.torrentxt.api;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The flags of a torrent; libtorrent's {@code torrent_flags_t}. */
public enum TorrentFlag {
    /** Assume that all data is complete and check each piece when it is first requested. */
    SEED_MODE(0),
    /** Upload pieces, never request any. */
    UPLOAD_MODE(1),
    /** Aim for a high share ratio rather than completion. */
    SHARE_MODE(2),
    /** Apply the session's IP filter. Set by default, and always while the session's network is {@code local}. */
    APPLY_IP_FILTER(3),
    /** Pause the torrent. Cleared by the queue while {@link #AUTO_MANAGED} is set, too. */
    PAUSED(4),
    /** Let the session's queue start and stop this torrent. Set by default. */
    AUTO_MANAGED(5),
    /** Seed each piece to as few peers as possible, as the first seed of a swarm does (BEP 16). */
    SUPER_SEEDING(8),
    /** Download pieces in order. */
    SEQUENTIAL_DOWNLOAD(9),
    /** Pause as soon as the existing files have been checked. */
    STOP_WHEN_READY(10),
    /** Do not use the DHT (BEP 5) for this torrent. */
    DISABLE_DHT(19),
    /** Do not use local service discovery (BEP 14) for this torrent. */
    DISABLE_LSD(20),
    /** Do not use peer exchange (BEP 11) for this torrent. */
    DISABLE_PEX(21);

    private final int bit;

    TorrentFlag(int index) {
        this.bit = 1 << index;
    }

    /** The engine's bit for this flag. */
    public int bit() {
        return bit;
    }

    /** The flags for a set of bits; unknown bits are ignored. */
    public static Set<TorrentFlag> fromBits(long bits) {
        EnumSet<TorrentFlag> flags = EnumSet.noneOf(TorrentFlag.class);
        for (TorrentFlag flag : values()) {
            if ((bits & flag.bit) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /** The bits of a set of flags. */
    public static int toBits(Set<TorrentFlag> flags) {
        int bits = 0;
        for (TorrentFlag flag : Objects.requireNonNull(flags, "flags")) {
            bits |= Objects.requireNonNull(flag, "flags").bit;
        }
        return bits;
    }
}
