package org.torrentxt.web.rpc.torrent;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.PeerSource;
import org.torrentxt.web.rpc.call.Output;
import org.torrentxt.web.rpc.value.Peers;

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

    private static final Map<PeerSource, String> SOURCES = new EnumMap<>(Map.of(
            PeerSource.INCOMING, "fromIncoming",
            PeerSource.TRACKER, "fromTracker",
            PeerSource.DHT, "fromDht",
            PeerSource.PEX, "fromPex",
            PeerSource.LSD, "fromLpd",
            PeerSource.RESUME_DATA, "fromCache"));
    private static final Map<String, Long> NO_PEERS = Map.of(
            "fromCache", 0L,
            "fromDht", 0L,
            "fromIncoming", 0L,
            "fromLpd", 0L,
            "fromLtep", 0L,
            "fromPex", 0L,
            "fromTracker", 0L);

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
        Map<String, Long> counts = new TreeMap<>(NO_PEERS);
        torrent.peers().forEach(peer -> counts.merge(from(peer.source()), 1L, Long::sum));
        out.startObject();
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            out.key(count.getKey()).value(count.getValue());
        }
        out.endObject();
    }

    /** One of the sources that a peer has, as the protocol counts each peer once. */
    private static String from(Set<PeerSource> sources) {
        return SOURCES.entrySet().stream()
                .filter(source -> sources.contains(source.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse("fromCache");
    }

    private static long gettingFromUs(TorrentView torrent) {
        return torrent.status().numUploads();
    }
}
