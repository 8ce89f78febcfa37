package org.torrentxt.impl.engine;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;

/**
 * The peers that a torrent should connect to. They are kept here while the torrent or its session is paused, or the
 * torrent is being checked, as the engine would drop them.
 */
final class PeerDialer {
    private final LiveHandle handle;
    private final EngineSession session;
    private final Set<Endpoint> waiting = ConcurrentHashMap.newKeySet();

    PeerDialer(LiveHandle handle, EngineSession session) {
        this.handle = handle;
        this.session = session;
    }

    /** Rejects a peer that is invalid or not allowed by the network mode. */
    static void check(Endpoint peer, NetworkMode network) {
        if (peer.port() == 0) {
            throw TorrentException.invalid("peer " + peer + " has no port; expected 1 to 65535");
        }
        network.requireAddress("peer " + peer, peer.address());
    }

    void connect(Endpoint peer) {
        check(Objects.requireNonNull(peer, "peer"), session.network());
        handle.act(h -> waiting.add(peer));
        dial();
    }

    /** Connects to the waiting peers, if the torrent's state allows it. */
    void dial() {
        if (!waiting.isEmpty() && !session.isPaused()) {
            handle.tell(h -> {
                if (takesPeers(h)) {
                    waiting.stream().filter(waiting::remove).forEach(peer -> h.connect_peer(Natives.endpoint(peer)));
                }
            });
        }
    }

    private static boolean takesPeers(torrent_handle h) {
        torrent_status status = h.status();
        TorrentState state = TorrentState.of(status.getState().swigValue());
        boolean paused = TorrentFlag.fromBits(status.getFlags().to_int()).contains(TorrentFlag.PAUSED);
        status.delete();
        return !paused && state != TorrentState.CHECKING && state != TorrentState.CHECKING_RESUME;
    }
}
