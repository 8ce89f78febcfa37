package org.torrentxt.web.rpc.torrent;

import java.io.IOException;
import java.util.List;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.web.rpc.call.Output;

/** The peers of a torrent. */
final class PeerFields {
    static final List<Field> ALL = List.of(
            Field.of("peers", PeerFields::peers),
            Field.number("peersConnected", torrent -> torrent.status().numPeers()),
            Field.of("peersFrom", PeerFields::peersFrom),
            Field.number("peersGettingFromUs", PeerFields::gettingFromUs),
            Field.number("peersSendingToUs", TorrentView::sending),
            Field.texts(
                    "webseeds",
                    torrent -> torrent.torrent().map(each -> each.webSeeds()).orElse(List.of())),
            Field.number("webseedsSendingToUs", torrent -> 0));

    private PeerFields() {}

    private static void peers(TorrentView torrent, Output out) throws IOException {
        out.startList();
        for (PeerInfo peer : torrent.peers()) {
            peer(peer, out);
        }
        out.endList();
    }

    private static void peer(PeerInfo peer, Output out) throws IOException {
        out.startObject();
        out.key("address").value(peer.endpoint().address().getHostAddress());
        out.key("clientName").value(peer.client());
        out.key("clientIsChoked").value(peer.flags().contains(PeerFlag.CHOKING));
        out.key("clientIsInterested").value(peer.flags().contains(PeerFlag.INTERESTING));
        out.key("flagStr").value(Peers.letters(peer));
        out.key("isDownloadingFrom").value(Peers.isDownloadingFrom(peer));
        out.key("isEncrypted").value(Peers.isEncrypted(peer));
        out.key("isIncoming").value(!peer.flags().contains(PeerFlag.OUTGOING));
        out.key("isUploadingTo").value(Peers.isUploadingTo(peer));
        out.key("isUTP").value(peer.flags().contains(PeerFlag.UTP));
        out.key("peerIsChoked").value(peer.flags().contains(PeerFlag.CHOKED));
        out.key("peerIsInterested").value(peer.flags().contains(PeerFlag.REMOTE_INTERESTED));
        out.key("port").value(peer.endpoint().port());
        out.key("progress").value(peer.progress());
        out.key("rateToClient").value(peer.downRate());
        out.key("rateToPeer").value(peer.upRate());
        out.endObject();
    }

    private static void peersFrom(TorrentView torrent, Output out) throws IOException {
        long incoming = torrent.peers().stream()
                .filter(peer -> !peer.flags().contains(PeerFlag.OUTGOING))
                .count();
        out.startObject();
        for (String source : List.of("fromCache", "fromDht", "fromLpd", "fromLtep", "fromPex", "fromTracker")) {
            out.key(source).value(0);
        }
        out.key("fromIncoming").value(incoming);
        out.endObject();
    }

    private static long gettingFromUs(TorrentView torrent) {
        return torrent.status().uploadRate() == 0
                ? 0
                : torrent.peers().stream().filter(Peers::isUploadingTo).count();
    }
}
