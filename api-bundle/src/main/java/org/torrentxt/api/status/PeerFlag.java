package org.torrentxt.api.status;

import java.util.EnumSet;
import java.util.Set;
import org.torrentxt.value.Sets;

/** What is known about a peer and its connection; libtorrent's {@code peer_flags_t}. */
public enum PeerFlag {
    /** The connection is being opened. */
    CONNECTING(7),
    /** The handshake is not complete. */
    HANDSHAKE(6),
    /** We opened the connection. */
    OUTGOING(5),
    /** It has all pieces. */
    SEED(10),
    /** We want pieces that it has. */
    INTERESTING(0),
    /** We do not let it download from us. */
    CHOKED(1),
    /** It wants pieces that we have. */
    REMOTE_INTERESTED(2),
    /** It does not let us download from it. */
    CHOKING(3),
    /** It supports the extension protocol (BEP 10). */
    SUPPORTS_EXTENSIONS(4),
    /** It took part in a piece that failed its hash, and is asked for whole pieces until that is cleared up. */
    ON_PAROLE(9),
    /** We let it download from us to find out whether it is a good peer. */
    OPTIMISTIC_UNCHOKE(11),
    /** It stopped sending. */
    SNUBBED(12),
    /** It does not download. */
    UPLOAD_ONLY(13),
    /** It is asked for blocks that others are asked for, too, as no others are left. */
    ENDGAME_MODE(14),
    /** The connection was made with the help of another peer (BEP 55). */
    HOLEPUNCHED(15),
    /** It is connected through I2P. */
    I2P(16),
    /** It is connected by uTP (BEP 29), not TCP. */
    UTP(17),
    /** It is connected by TLS. */
    TLS(18),
    /** The stream is encrypted with RC4. */
    RC4_ENCRYPTED(19),
    /** The handshake is encrypted, the stream is plain text. */
    PLAINTEXT_ENCRYPTED(20);

    private final int mask;

    PeerFlag(int bit) {
        this.mask = 1 << bit;
    }

    /** The constants for bits of libtorrent's {@code peer_flags_t}; unknown bits are ignored. Unmodifiable. */
    public static Set<PeerFlag> fromBits(int bits) {
        Set<PeerFlag> set = EnumSet.allOf(PeerFlag.class);
        set.removeIf(flag -> (bits & flag.mask) == 0);
        return Sets.ordered(set);
    }
}
