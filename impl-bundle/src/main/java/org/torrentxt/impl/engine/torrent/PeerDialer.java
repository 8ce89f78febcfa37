package org.torrentxt.impl.engine.torrent;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
import org.torrentxt.impl.engine.part.RunState;
import org.torrentxt.impl.network.NetworkMode;

/**
 * The peers that a torrent should connect to. They are kept here while the torrent or its session is paused, or the
 * torrent is being checked, as the engine would drop them. Peers that failed recently are tried at once; the engine
 * alone would wait for at least a minute.
 */
final class PeerDialer {
    // a peer that failed this often is not tried again by itself, as setting max_failcount says
    private static final int FORGIVEN = 3;

    private static final int FIRST_RETRY_MILLIS = 1_000;
    private static final int LAST_RETRY_MILLIS = 32_000; // then the engine tries again by itself

    private final LiveHandle handle;
    private final TorrentContext session;
    private final RunState runState;
    private final Set<Endpoint> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Endpoint> retried = ConcurrentHashMap.newKeySet();

    /**
     * What matters of a torrent for its peers.
     *
     * @param queuePosition of a download that waits in the queue, -1 otherwise
     * @param isAnnounced true if a tracker knows of it
     */
    private record Situation(
            boolean runs,
            int queuePosition,
            boolean isFinished,
            boolean hasPeers,
            boolean isUploading,
            boolean isAnnounced) {
        static Situation of(torrent_handle h) {
            torrent_status status = h.status();
            try {
                TorrentState state = TorrentState.of(status.getState().swigValue());
                Set<TorrentFlag> flags = TorrentFlag.fromBits(status.getFlags().to_int());
                boolean takesPeers = state != TorrentState.CHECKING && state != TorrentState.CHECKING_RESUME;
                boolean isPaused = flags.contains(TorrentFlag.PAUSED);
                boolean isQueued = isPaused && flags.contains(TorrentFlag.AUTO_MANAGED);
                return new Situation(
                        takesPeers && !isPaused,
                        takesPeers && isQueued ? status.get_queue_position() : -1,
                        state == TorrentState.FINISHED || state == TorrentState.SEEDING,
                        status.getNum_peers() > 0,
                        flags.contains(TorrentFlag.UPLOAD_MODE),
                        !status.getCurrent_tracker().isEmpty());
            } finally {
                status.delete();
            }
        }
    }

    PeerDialer(LiveHandle handle, TorrentContext session, RunState runState) {
        this.handle = handle;
        this.session = session;
        this.runState = runState;
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
        if (!waiting.isEmpty()) {
            situation().ifPresent(situation -> {
                List<Endpoint> now = waiting.stream().filter(waiting::remove).toList();
                if (!now.isEmpty()) { // otherwise another thread has them
                    hurry(situation, now);
                    retry(now.stream().filter(retried::add).toList(), FIRST_RETRY_MILLIS);
                }
            });
        }
    }

    // Who is that fast may come before the peer has its torrent, or has checked it, and be turned away.
    private void retry(List<Endpoint> peers, int millis) {
        if (peers.isEmpty()) {
            return;
        } else if (millis > LAST_RETRY_MILLIS) {
            peers.forEach(retried::remove);
            return;
        }
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, session.executor())
                .execute(() -> situation()
                        .filter(now -> !now.isFinished() && !handle.ask(TorrentReader::hasPeer, true))
                        .ifPresentOrElse(
                                now -> {
                                    hurry(now, peers);
                                    retry(peers, 2 * millis);
                                },
                                () -> peers.forEach(retried::remove)));
    }

    /** Connects again to peers that were left as they had nothing that was wanted, which has changed. */
    void dialAgain() {
        situation().ifPresent(situation -> hurry(situation, List.of()));
    }

    // empty if it does not take peers now
    private Optional<Situation> situation() {
        return session.engine().isPaused()
                ? Optional.empty()
                : handle.ask(h -> Optional.of(Situation.of(h)), Optional.<Situation>empty())
                        .filter(now ->
                                now.runs() || now.queuePosition() >= 0 && session.startsInQueue(now.queuePosition()));
    }

    private static void name(torrent_handle h, List<Endpoint> peers) {
        List<Endpoint> connected =
                TorrentReader.peers(h).stream().map(PeerInfo::endpoint).toList();
        peers.stream().filter(peer -> !connected.contains(peer)).forEach(peer -> {
            tcp_endpoint endpoint = Natives.endpoint(peer);
            for (int i = 0; i < FORGIVEN; i++) {
                h.connect_peer(endpoint, peer_info.tracker); // each takes one failure back, if it comes from a tracker
            }
        });
    }

    // The engine connects within a second, but to those that it tried lately within a minute.
    private void hurry(Situation now, List<Endpoint> peers) {
        if (!now.hasPeers() && !now.isUploading() && !now.isAnnounced()) {
            runState.reconnect(h -> name(h, peers));
            return;
        }
        handle.tell(h -> name(h, peers));
        if (now.hasPeers() || now.isUploading()) { // transfers would be interrupted
            session.reconnectAtOnce();
        } else { // trackers would be told that it stops
            handle.tell(PeerAttempts::forget);
        }
    }
}
