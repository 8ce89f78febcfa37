package org.torrentxt.web.rpc.value;

import java.util.Set;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;

/** What the protocol tells about a peer. */
public final class Peers {
    private Peers() {}

    public static boolean isConnected(PeerInfo peer) {
        return !peer.flags().contains(PeerFlag.CONNECTING) && !peer.flags().contains(PeerFlag.HANDSHAKE);
    }

    public static boolean isDownloadingFrom(PeerInfo peer) {
        return peer.downRate() > 0
                || peer.flags().contains(PeerFlag.INTERESTING) && !peer.flags().contains(PeerFlag.CHOKING);
    }

    public static boolean isUploadingTo(PeerInfo peer) {
        return peer.upRate() > 0
                || peer.flags().contains(PeerFlag.REMOTE_INTERESTED)
                        && !peer.flags().contains(PeerFlag.CHOKED);
    }

    public static boolean isEncrypted(PeerInfo peer) {
        return peer.flags().contains(PeerFlag.RC4_ENCRYPTED) || peer.flags().contains(PeerFlag.TLS);
    }

    /** The letters that Transmission shows. */
    public static String letters(PeerInfo peer) {
        Set<PeerFlag> flags = peer.flags();
        boolean isInteresting = flags.contains(PeerFlag.INTERESTING);
        boolean isInterested = flags.contains(PeerFlag.REMOTE_INTERESTED);
        boolean mayDownload = !flags.contains(PeerFlag.CHOKING);
        boolean mayUpload = !flags.contains(PeerFlag.CHOKED);
        StringBuilder letters = new StringBuilder();
        append(letters, 'T', flags.contains(PeerFlag.UTP));
        append(letters, 'O', flags.contains(PeerFlag.OPTIMISTIC_UNCHOKE));
        append(letters, 'D', isDownloadingFrom(peer));
        append(letters, 'd', !isDownloadingFrom(peer) && isInteresting);
        append(letters, 'U', isUploadingTo(peer));
        append(letters, 'u', !isUploadingTo(peer) && isInterested);
        append(letters, 'K', mayDownload && !isInteresting);
        append(letters, '?', mayUpload && !isInterested);
        append(letters, 'E', isEncrypted(peer));
        append(letters, 'I', !flags.contains(PeerFlag.OUTGOING));
        return letters.toString();
    }

    private static void append(StringBuilder letters, char letter, boolean isSet) {
        if (isSet) {
            letters.append(letter);
        }
    }
}
