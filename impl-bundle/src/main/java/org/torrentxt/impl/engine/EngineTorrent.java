package org.torrentxt.impl.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.announce_entry_vector;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Limits;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.engine.StatusReader.Layout;
import org.torrentxt.impl.engine.TorrentParams.Withheld;

/** A torrent of the engine. Its handle is used only within {@link #ask} and {@link #act}, while the session is held open. */
final class EngineTorrent implements Torrent {
    // 24 days in milliseconds still fit the engine's int
    private static final Duration MAX_DEADLINE = Duration.ofDays(24);

    private final EngineSession session;
    private final int id;
    private final Queue<Endpoint> peersToDial = new ConcurrentLinkedQueue<>();
    private final Withheld withheld;
    // Held while what the binding does not keep alive, such as the metadata, is read; taken within a call of the
    // engine.
    private final ReadWriteLock presence = new ReentrantReadWriteLock();
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
        return session.engine()
                .ask(engine -> locked(presence.readLock(), () -> isAttached() ? question.apply(handle) : gone), gone);
    }

    private void act(Consumer<torrent_handle> action) {
        act(presence.readLock(), action);
    }

    private void act(Lock lock, Consumer<torrent_handle> action) {
        boolean done = session.engine()
                .ask(
                        engine -> locked(lock, () -> {
                            if (!isAttached()) {
                                return false;
                            }
                            action.accept(handle);
                            return true;
                        }),
                        false);
        if (!done) {
            throw new TorrentException(
                    ErrorCode.BAD_HANDLE, "torrent " + id + " is gone: it was removed, or its session stopped");
        }
    }

    private static <T> T locked(Lock lock, Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
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
                        TorrentReader.metadata(h)
                                .ifPresent(info -> layout = new Layout(
                                        info.num_files(), info.num_pieces(), info.piece_length(), info.size_on_disk()));
                        return null;
                    },
                    null);
        }
        return Optional.ofNullable(layout);
    }

    @Override
    public List<FileInfo> files() {
        return ask(TorrentReader::files, List.of());
    }

    @Override
    public List<PeerInfo> peers() {
        return ask(TorrentReader::peers, List.of());
    }

    @Override
    public List<TrackerInfo> trackers() {
        return ask(TorrentReader::trackers, List.of());
    }

    @Override
    public BitSet pieces() {
        return ask(TorrentReader::pieces, new BitSet());
    }

    @Override
    public int[] pieceAvailability() {
        return ask(TorrentReader::pieceAvailability, new int[0]);
    }

    @Override
    public List<PartialPiece> downloadQueue() {
        return ask(TorrentReader::downloadQueue, List.of());
    }

    @Override
    public List<FilePriority> piecePriorities() {
        return ask(TorrentReader::piecePriorities, List.of());
    }

    @Override
    public List<String> webSeeds() {
        return ask(h -> List.copyOf(h.get_url_seeds()), List.of());
    }

    @Override
    public int queuePosition() {
        return ask(torrent_handle::queue_position_ex, -1);
    }

    @Override
    public long downloadLimit() {
        return ask(h -> (long) Math.max(0, h.download_limit()), 0L);
    }

    @Override
    public long uploadLimit() {
        return ask(h -> (long) Math.max(0, h.upload_limit()), 0L);
    }

    @Override
    public int maxConnections() {
        return ask(h -> limit(h.max_connections()), -1);
    }

    @Override
    public int maxUploads() {
        return ask(h -> limit(h.max_uploads()), -1);
    }

    // the engine's way to say that there is none
    private static int limit(int count) {
        return count >= 0xffffff || count <= 0 ? -1 : count;
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
        int bits = TorrentFlag.toBits(Given.set("flags", flags));
        int maskBits = TorrentFlag.toBits(Given.set("mask", mask));
        act(h -> h.set_flags(torrent_flags_t.from_int(bits), torrent_flags_t.from_int(maskBits)));
    }

    @Override
    public void recheck() {
        act(torrent_handle::force_recheck);
    }

    @Override
    public void reannounce() {
        act(h -> {
            h.force_reannounce(0, -1, torrent_handle.ignore_min_interval);
            h.force_dht_announce();
        });
    }

    @Override
    public void scrape() {
        act(torrent_handle::scrape_tracker);
    }

    @Override
    public void clearError() {
        act(torrent_handle::clear_error);
    }

    @Override
    public void moveStorage(Path folder) {
        String place = Folders.writable("folder", folder);
        act(h -> h.move_storage(place));
    }

    @Override
    public void renameFile(int file, String path) {
        String checked = Folders.relative(path);
        act(h -> h.rename_file(checkFile(file), checked));
    }

    @Override
    public void setFilePriority(int file, FilePriority priority) {
        setFilePriorities(Map.of(file, Objects.requireNonNull(priority, "priority")));
    }

    @Override
    public void setFilePriorities(Map<Integer, FilePriority> priorities) {
        Map<Integer, FilePriority> some = Given.map("priorities", priorities);
        act(h -> {
            some.keySet().forEach(this::checkFile);
            h.prioritize_files_ex(
                    overlay(h.get_file_priorities_ex(), knownLayout().numFiles(), some));
        });
    }

    @Override
    public void setPiecePriority(int piece, FilePriority priority) {
        setPiecePriorities(Map.of(piece, Objects.requireNonNull(priority, "priority")));
    }

    @Override
    public void setPiecePriorities(Map<Integer, FilePriority> priorities) {
        Map<Integer, FilePriority> some = Given.map("priorities", priorities);
        act(h -> {
            some.keySet().forEach(this::checkPiece);
            h.prioritize_pieces_ex(
                    overlay(h.get_piece_priorities_ex(), knownLayout().numPieces(), some));
        });
    }

    private static byte_vector overlay(byte_vector present, int count, Map<Integer, FilePriority> some) {
        byte[] levels = new byte[count];
        for (int i = 0; i < count; i++) {
            FilePriority said = some.get(i);
            byte kept = i < present.size() ? present.get(i) : (byte) FilePriority.NORMAL.level();
            levels[i] = said == null ? kept : (byte) said.level();
        }
        return new byte_vector(levels);
    }

    @Override
    public void setPieceDeadline(int piece, Duration deadline) {
        Objects.requireNonNull(deadline, "deadline");
        if (deadline.isNegative() || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw TorrentException.invalid("deadline " + deadline + " is out of range; expected 0 to " + MAX_DEADLINE);
        }
        act(h -> h.set_piece_deadline(checkPiece(piece), Math.toIntExact(deadline.toMillis())));
    }

    @Override
    public void clearPieceDeadlines() {
        act(torrent_handle::clear_piece_deadlines);
    }

    private int checkFile(int file) {
        return check("file", file, layout().map(Layout::numFiles));
    }

    private int checkPiece(int piece) {
        return check("piece", piece, layout().map(Layout::numPieces));
    }

    private int check(String what, int index, Optional<Integer> count) {
        int known = count.orElseThrow(() -> TorrentException.invalid(
                what + " " + index + " of torrent " + id + " is not known yet: its metadata has not arrived"));
        if (index < 0 || index >= known) {
            throw TorrentException.invalid(
                    what + " " + index + " is out of range; torrent " + id + " has 0 to " + (known - 1));
        }
        return index;
    }

    private Layout knownLayout() {
        return layout().orElseThrow(() -> TorrentException.invalid(
                "files and pieces of torrent " + id + " are not known yet: its metadata has not arrived"));
    }

    @Override
    public void setDownloadLimit(long bytesPerSecond) {
        int limit = Math.toIntExact(Limits.rate("download", bytesPerSecond));
        act(h -> h.set_download_limit(limit));
    }

    @Override
    public void setUploadLimit(long bytesPerSecond) {
        int limit = Math.toIntExact(Limits.rate("upload", bytesPerSecond));
        act(h -> h.set_upload_limit(limit));
    }

    @Override
    public void setMaxConnections(int connections) {
        int limit = Limits.count("connections", connections, 2);
        act(h -> h.set_max_connections(limit));
    }

    @Override
    public void setMaxUploads(int uploads) {
        int limit = Limits.count("uploads", uploads, 1);
        act(h -> h.set_max_uploads(limit));
    }

    @Override
    public void addTracker(String url, int tier) {
        announce_entry tracker = tracker(url, tier);
        act(h -> h.add_tracker(tracker));
    }

    @Override
    public void replaceTrackers(List<List<String>> tiers) {
        announce_entry_vector trackers = new announce_entry_vector();
        List<List<String>> all = Given.list("tiers", tiers);
        for (int tier = 0; tier < all.size(); tier++) {
            for (String url : Given.list("tiers", all.get(tier))) {
                trackers.add(tracker(url, tier));
            }
        }
        act(h -> h.replace_trackers(trackers));
    }

    @Override
    public void removeTracker(String url) {
        Objects.requireNonNull(url, "url");
        act(h -> {
            announce_entry_vector kept = new announce_entry_vector();
            h.trackers().stream()
                    .filter(tracker -> !tracker.getUrl().equals(url))
                    .forEach(kept::add);
            h.replace_trackers(kept);
        });
    }

    private announce_entry tracker(String url, int tier) {
        Urls.checkTracker(url, session.network());
        if (tier < 0 || tier > 255) {
            throw TorrentException.invalid("tier " + tier + " is out of range; expected 0 to 255");
        }
        announce_entry tracker = new announce_entry(url);
        tracker.setTier((short) tier);
        return tracker;
    }

    @Override
    public void addWebSeed(String url) {
        Urls.checkWebSeed(url, session.network());
        act(h -> h.add_url_seed(url));
    }

    @Override
    public void removeWebSeed(String url) {
        Objects.requireNonNull(url, "url");
        act(h -> h.remove_url_seed(url));
    }

    @Override
    public void moveInQueue(QueueMove move) {
        act(
                switch (Objects.requireNonNull(move, "move")) {
                    case UP -> torrent_handle::queue_position_up;
                    case DOWN -> torrent_handle::queue_position_down;
                    case TOP -> torrent_handle::queue_position_top;
                    case BOTTOM -> torrent_handle::queue_position_bottom;
                });
    }

    @Override
    public void setQueuePosition(int position) {
        if (position < 0) {
            throw TorrentException.invalid("queue position " + position + " is out of range; expected 0 or more");
        }
        act(h -> h.queue_position_set_ex(position));
    }

    @Override
    public CompletionStage<byte[]> saveResumeData() {
        return session.resumeData()
                .add(
                        id,
                        () -> act(h -> h.save_resume_data(
                                torrent_handle.save_info_dict.or_(torrent_handle.flush_disk_cache))));
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
        act(presence.writeLock(), h -> {
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
