package org.torrentxt.api;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** The switches of one torrent; libtorrent's {@code torrent_flags_t}. */
public enum TorrentFlag {
    /** Trust that all data is there and check each piece when it is first asked for. */
    SEED_MODE(0),
    /** Serve pieces, never request any. */
    UPLOAD_MODE(1),
    /** Aim for a good share ratio rather than for completion. */
    SHARE_MODE(2),
    /** Obey the session's IP filter. Set by default, and always while the session's network is {@code local}. */
    APPLY_IP_FILTER(3),
    /** Do nothing. Undone by the queue while {@link #AUTO_MANAGED} is set too. */
    PAUSED(4),
    /** Let the session's queue start and stop this torrent. Set by default. */
    AUTO_MANAGED(5),
    /** Seed each piece to as few peers as possible, as the first seed of a swarm does (BEP 16). */
    SUPER_SEEDING(8),
    /** Download pieces in order. */
    SEQUENTIAL_DOWNLOAD(9),
    /** Pause as soon as the existing files are checked. */
    STOP_WHEN_READY(10),
    /** Keep this torrent off the DHT (BEP 5). */
    DISABLE_DHT(19),
    /** Keep this torrent off local service discovery (BEP 14). */
    DISABLE_LSD(20),
    /** Keep this torrent off peer exchange (BEP 11). */
    DISABLE_PEX(21);

    private final int bit;

    TorrentFlag(int index) {
        this.bit = 1 << index;
    }

    /** The engine's bit: what the record key {@code flags} adds up. */
    public int bit() {
        return bit;
    }

    /** The flags of a set of bits; bits without a name here are ignored. */
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
