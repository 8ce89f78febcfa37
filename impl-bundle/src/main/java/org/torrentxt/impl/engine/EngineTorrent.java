package org.torrentxt.impl.engine;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.libtorrent4j.swig.announce_endpoint;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.int64_vector;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.peer_info;
import org.libtorrent4j.swig.peer_info_vector;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.engine.StatusReader.Layout;
import org.torrentxt.impl.engine.TorrentParams.Withheld;

/** A torrent of the engine. Its handle is used only within {@link #ask} and {@link #act}, while the session is held open. */
final class EngineTorrent implements Torrent {
    private final EngineSession session;
    private final int id;
    private final Queue<Endpoint> peersToDial = new ConcurrentLinkedQueue<>();
    private final Withheld withheld;
    private volatile InfoHashes infoHashes;
    private volatile torrent_handle handle;
    private volatile boolean removed;
    private volatile Layout layout;

    EngineTorrent(EngineSession session, int id, InfoHashes infoHashes, Withheld withheld) {
        this.session = session;
        this.id = id;
        this.infoHashes = infoHashes;
        this.withheld = withheld;
    }

    /** Gives it its handle; until then it answers as if gone. */
    void attach(torrent_handle engineHandle) {
        this.handle = engineHandle;
    }

    /** Takes over what metadata from a peer has told. */
    void learn() {
        ask(
                h -> {
                    infoHashes = Natives.infoHashes(h.info_hashes());
                    return null;
                },
                null);
    }

    private <T> T ask(Function<torrent_handle, T> question, T gone) {
        return session.engine().ask(engine -> isAttached() ? question.apply(handle) : gone, gone);
    }

    private void act(Consumer<torrent_handle> action) {
        boolean done = session.engine()
                .ask(
                        engine -> {
                            if (!isAttached()) {
                                return false;
                            }
                            action.accept(handle);
                            return true;
                        },
                        false);
        if (!done) {
            throw new TorrentException(
                    ErrorCode.BAD_HANDLE, "torrent " + id + " is gone: it was removed, or its session stopped");
        }
    }

    private boolean isAttached() {
        return !removed && handle != null && handle.is_valid();
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public InfoHashes infoHashes() {
        return infoHashes;
    }

    @Override
    public boolean isValid() {
        return ask(h -> true, false);
    }

    @Override
    public Optional<TorrentStatus> status() {
        boolean paused = session.isPaused();
        return ask(
                h -> {
                    torrent_status status = h.status(StatusReader.QUERY);
                    try {
                        return Optional.of(StatusReader.read(this, status, paused));
                    } finally {
                        status.delete();
                    }
                },
                Optional.empty());
    }

    /** Its handle, for asking the status of many at once. */
    torrent_handle handle() {
        return handle;
    }

    /** Number and length of its pieces; empty until its metadata is known. */
    Optional<Layout> layout() {
        if (layout == null) {
            ask(
                    h -> {
                        torrent_info info = h.torrent_file_ptr();
                        if (info != null && info.is_valid()) {
                            layout = new Layout(info.num_pieces(), info.piece_length(), info.size_on_disk());
                        }
                        return null;
                    },
                    null);
        }
        return Optional.ofNullable(layout);
    }

    @Override
    public List<FileInfo> files() {
        return ask(EngineTorrent::readFiles, List.of());
    }

    private static List<FileInfo> readFiles(torrent_handle h) {
        torrent_info info = h.torrent_file_ptr();
        if (info == null || !info.is_valid()) {
            return List.of();
        }
        file_storage storage = info.files();
        int64_vector progress = h.file_progress(torrent_handle.piece_granularity);
        byte_vector priorities = h.get_file_priorities_ex();
        List<FileInfo> files = new ArrayList<>(storage.num_files());
        for (int i = 0; i < storage.num_files(); i++) {
            if (!storage.pad_file_at(i)) {
                files.add(new FileInfo(
                        i,
                        storage.file_path(i),
                        storage.file_size(i),
                        i < progress.size() ? progress.get(i) : 0,
                        i < priorities.size() ? new FilePriority(priorities.get(i)) : FilePriority.NORMAL));
            }
        }
        Reference.reachabilityFence(info);
        return List.copyOf(files);
    }

    @Override
    public List<PeerInfo> peers() {
        return ask(
                h -> {
                    peer_info_vector peers = new peer_info_vector();
                    h.get_peer_info(peers);
                    List<PeerInfo> copies =
                            peers.stream().map(EngineTorrent::readPeer).toList();
                    peers.delete();
                    return copies;
                },
                List.of());
    }

    private static PeerInfo readPeer(peer_info peer) {
        return new PeerInfo(
                Natives.endpoint(peer.getIp()),
                Natives.text(peer.get_client()),
                peer.getPayload_down_speed(),
                peer.getPayload_up_speed(),
                peer.getTotal_download(),
                peer.getTotal_upload(),
                peer.getProgress_ppm() / 1e6,
                peer.get_flags());
    }

    @Override
    public List<TrackerInfo> trackers() {
        return ask(h -> h.trackers().stream().map(EngineTorrent::readTracker).toList(), List.of());
    }

    private static TrackerInfo readTracker(announce_entry tracker) {
        String message = "";
        int fails = 0;
        for (announce_endpoint endpoint : tracker.getEndpoints()) {
            fails = Math.max(fails, endpoint.get_infohash_v1().getFails());
            String said = endpoint.get_infohash_v1().getMessage();
            if (said.isEmpty() && endpoint.get_infohash_v1().getLast_error().failed()) {
                said = endpoint.get_infohash_v1().getLast_error().message();
            }
            message = said.isEmpty() ? message : said;
        }
        return new TrackerInfo(
                tracker.getUrl(), tracker.getTier(), tracker.getVerified(), tracker.getSource(), message, fails);
    }

    @Override
    public BitSet pieces() {
        return ask(
                h -> {
                    torrent_status status = h.status(torrent_handle.query_pieces);
                    bitfield have = status.get_pieces();
                    BitSet copy = new BitSet(have.size());
                    for (int i = 0; i < have.size(); i++) {
                        copy.set(i, have.get_bit(i));
                    }
                    Reference.reachabilityFence(status);
                    return copy;
                },
                new BitSet());
    }

    @Override
    public Set<TorrentFlag> flags() {
        return ask(h -> TorrentFlag.fromBits(h.flags().to_int()), Set.of());
    }

    @Override
    public Optional<String> magnetUri() {
        return ask(h -> Optional.of(libtorrent.make_magnet_uri(h)), Optional.empty());
    }

    @Override
    public Optional<byte[]> torrentFile() {
        return ask(TorrentFiles::write, Optional.empty());
    }

    @Override
    public void pause() {
        act(h -> {
            h.unset_flags(libtorrent.getAuto_managed()); // else the queue would start it again
            h.pause();
        });
    }

    @Override
    public void resume() {
        act(h -> {
            h.unset_flags(libtorrent.getAuto_managed());
            h.resume();
        });
    }

    @Override
    public void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask) {
        int bits = TorrentFlag.toBits(flags);
        int maskBits = TorrentFlag.toBits(mask);
        act(h -> h.set_flags(torrent_flags_t.from_int(bits), torrent_flags_t.from_int(maskBits)));
    }

    @Override
    public void connectPeer(Endpoint peer) {
        Objects.requireNonNull(peer, "peer");
        if (peer.port() == 0) {
            throw TorrentException.invalid("peer " + peer + " has no port; expected 1 to 65535");
        }
        if (!session.network().allowsHost(peer.address().getHostAddress())
                && !peer.address().isLoopbackAddress()) {
            throw TorrentException.invalid("peer " + peer
                    + " is not on this host, which network=local rules out; set network=lan or network=internet first");
        }
        act(h -> peersToDial.add(peer));
        dialPeers();
    }

    /** Connects to the peers named so far, if the torrent is in a state to; the engine forgets them in others. */
    void dialPeers() {
        if (peersToDial.isEmpty()) {
            return;
        }
        ask(
                h -> {
                    torrent_status status = h.status();
                    TorrentState state = TorrentState.of(status.getState().swigValue());
                    boolean paused =
                            TorrentFlag.fromBits(status.getFlags().to_int()).contains(TorrentFlag.PAUSED);
                    status.delete();
                    if (!paused && state != TorrentState.CHECKING && state != TorrentState.CHECKING_RESUME) {
                        for (Endpoint peer = peersToDial.poll(); peer != null; peer = peersToDial.poll()) {
                            h.connect_peer(Natives.endpoint(peer));
                        }
                    }
                    return null;
                },
                null);
    }

    /** Gives the engine the trackers and web seeds that the network mode kept from it, as far as it allows them now. */
    void release(NetworkMode network) {
        synchronized (withheld) {
            List<String> trackers =
                    withheld.trackers().stream().filter(network::allowsUrl).toList();
            List<String> webSeeds =
                    withheld.webSeeds().stream().filter(network::allowsUrl).toList();
            ask(
                    h -> {
                        trackers.forEach(url -> h.add_tracker(new announce_entry(url)));
                        webSeeds.forEach(h::add_url_seed);
                        return null;
                    },
                    null);
            withheld.trackers().removeAll(trackers);
            withheld.webSeeds().removeAll(webSeeds);
        }
    }

    @Override
    public void remove(boolean deleteFiles) {
        act(h -> {
            removed = true;
            session.forget(this, h, deleteFiles);
        });
    }

    @Override
    public String toString() {
        return status().map(TorrentStatus::name)
                .filter(name -> !name.isEmpty())
                .or(() -> infoHashes.best().map(Object::toString))
                .orElse("torrent " + id);
    }
}
