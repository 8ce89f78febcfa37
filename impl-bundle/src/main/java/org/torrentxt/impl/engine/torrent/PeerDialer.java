package org.torrentxt.impl.engine.torrent;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.libtorrent4j.swig.peer_info;
import org.libtorrent4j.swig.tcp_endpoint;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.binding.PeerAttempts;
import org.torrentxt.impl.network.NetworkMode;

/**
 * The peers that a torrent should connect to. They are kept here while the torrent or its session is paused, or the
 * torrent is being checked, as the engine would drop them. Peers that failed recently are tried at once; the engine
 * alone would wait for at least a minute.
 */
final class PeerDialer {
    // a peer that failed this often is not tried again by itself, as setting max_failcount says
    private static final int FORGIVEN = 3;

    private final LiveHandle handle;
    private final TorrentContext session;
    private final Set<Endpoint> waiting = ConcurrentHashMap.newKeySet();

    /** What matters of a torrent for its peers. */
    private record Situation(boolean takesPeers, boolean hasPeers, boolean isUploading) {
        static Situation of(torrent_handle h) {
            torrent_status status = h.status();
            TorrentState state = TorrentState.of(status.getState().swigValue());
            Set<TorrentFlag> flags = TorrentFlag.fromBits(status.getFlags().to_int());
            Situation situation = new Situation(
                    !flags.contains(TorrentFlag.PAUSED)
                            && state != TorrentState.CHECKING
                            && state != TorrentState.CHECKING_RESUME,
                    status.getNum_peers() > 0,
                    flags.contains(TorrentFlag.UPLOAD_MODE));
            status.delete();
            return situation;
        }
    }

    PeerDialer(LiveHandle handle, TorrentContext session) {
        this.handle = handle;
        this.session = session;
    }

    void connect(Endpoint peer) {
        session.network().requirePeer(Objects.requireNonNull(peer, "peer"));
        boolean isFiltered =
                handle.ask(h -> TorrentFlag.fromBits(h.flags().to_int()).contains(TorrentFlag.APPLY_IP_FILTER), false);
        // asked without the torrent, as the filter's lock comes before that of the engine
        if (isFiltered && session.isBlocked(peer.address())) {
            throw TorrentException.invalid(
                    "peer " + peer + " is blocked by the session's IP filter; allow its address there first");
        }
        handle.act(h -> waiting.add(peer));
        dial();
    }

    /** Connects to valid peers that the network mode allows; the engine skips those that the IP filter blocks. */
    void suggest(List<Endpoint> peers) {
        NetworkMode network = session.network();
        handle.tell(h ->
                peers.stream().filter(peer -> network.allows(peer.address())).forEach(waiting::add));
        dial();
    }

    /** Connects to the waiting peers, if the torrent's state allows it. */
    void dial() {
        if (!waiting.isEmpty() && !session.engine().isPaused()) {
            handle.tell(h -> {
                Situation situation = Situation.of(h);
                if (situation.takesPeers()) {
                    List<Endpoint> now =
                            waiting.stream().filter(waiting::remove).toList();
                    connect(h, now, situation);
                }
            });
        }
    }

    /** Connects again to peers that were left as they had nothing that was wanted, which has changed. */
    void dialAgain() {
        handle.tell(h -> {
            Situation situation = Situation.of(h);
            if (situation.takesPeers()) {
                hurry(h, situation);
            }
        });
    }

    private void connect(torrent_handle h, List<Endpoint> peers, Situation situation) {
        List<Endpoint> connected =
                TorrentReader.peers(h).stream().map(PeerInfo::endpoint).toList();
        List<Endpoint> missing =
                peers.stream().filter(peer -> !connected.contains(peer)).toList();
        for (Endpoint peer : missing) {
            tcp_endpoint endpoint = Natives.endpoint(peer);
            for (int i = 0; i < FORGIVEN; i++) {
                h.connect_peer(endpoint, peer_info.tracker); // each takes one failure back, if it comes from a tracker
            }
        }
        if (!missing.isEmpty()) {
            hurry(h, situation);
        }
    }

    // Where there are peers, the time that the engine waits is zero for a moment, for all torrents.
    private void hurry(torrent_handle h, Situation situation) {
        if (situation.hasPeers() || situation.isUploading()) {
            session.reconnectAtOnce();
        } else {
            PeerAttempts.forget(h);
        }
    }
}
