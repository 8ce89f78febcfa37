package org.torrentxt.shell.format;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.json.Json;

/** The flags of a peer as words. */
public final class PeerFlags {
    private static final Set<PeerFlag> SHOWN = EnumSet.of(
            PeerFlag.CONNECTING,
            PeerFlag.HANDSHAKE,
            PeerFlag.OUTGOING,
            PeerFlag.SEED,
            PeerFlag.INTERESTING,
            PeerFlag.CHOKED,
            PeerFlag.CHOKING,
            PeerFlag.SNUBBED,
            PeerFlag.UPLOAD_ONLY,
            PeerFlag.UTP,
            PeerFlag.RC4_ENCRYPTED,
            PeerFlag.PLAINTEXT_ENCRYPTED);

    private PeerFlags() {}

    /** The words for those of the flags that say something about a transfer; all are in {@code --json}. */
    public static String describe(Set<PeerFlag> flags) {
        return flags.stream().filter(SHOWN::contains).map(Json::text).collect(Collectors.joining(" "));
    }
}
