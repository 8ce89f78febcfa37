package org.torrentxt.shell.format;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The displayed flags of a peer, from libtorrent's {@code peer_flags_t}. */
public enum PeerFlag {
    /** The connection is being opened. */
    CONNECTING(7),
    /** The handshake is not complete. */
    HANDSHAKE(6),
    /** We opened the connection. */
    OUTGOING(5),
    /** It has all pieces. */
    SEED(10),
    /** We want pieces it has. */
    INTERESTING(0),
    /** We do not let it download from us. */
    CHOKED(1),
    /** It does not let us download from it. */
    CHOKING(3),
    /** It stopped sending. */
    SNUBBED(12),
    /** It does not download. */
    UPLOAD_ONLY(13),
    /** It is connected by uTP (BEP 29), not TCP. */
    UTP(17),
    /** The stream is encrypted. */
    ENCRYPTED(20);

    private final int mask;

    PeerFlag(int bit) {
        this.mask = 1 << bit;
    }

    /** The flags that are set. */
    public static Set<PeerFlag> of(int flags) {
        Set<PeerFlag> set = EnumSet.noneOf(PeerFlag.class);
        Arrays.stream(values()).filter(flag -> (flags & flag.mask) != 0).forEach(set::add);
        return set;
    }

    /** The words for a peer's flags. */
    public static String describe(int flags) {
        return of(flags).stream().map(Json::text).collect(Collectors.joining(" "));
    }
}
