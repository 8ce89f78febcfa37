package org.torrentxt.impl.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;

/** The torrents of a session by id and info-hash, and those that are leaving it. Ids grow and are never used again. */
final class TorrentTable implements AlertReader.Torrents {
    private static final int MAX_LEAVING = 10_000;

    private final AtomicInteger lastId = new AtomicInteger();
    private final ConcurrentSkipListMap<Integer, EngineTorrent> byId = new ConcurrentSkipListMap<>();
    private final Map<InfoHash, EngineTorrent> byHash = new ConcurrentHashMap<>();
    // removed, but with alerts still to come: of the removal, and of deleting the files; bounded, as these can be lost
    private final ConcurrentSkipListMap<Integer, Leaving> leaving = new ConcurrentSkipListMap<>();

    private record Leaving(EngineTorrent torrent, AlertType last) {}

    int nextId() {
        return lastId.incrementAndGet();
    }

    void add(EngineTorrent torrent) {
        byId.put(torrent.id(), torrent);
        index(torrent);
    }

    /** Makes a torrent found by hashes it has learned since. */
    void index(EngineTorrent torrent) {
        torrent.infoHashes().stream().forEach(hash -> byHash.put(hash, torrent));
    }

    /**
     * Takes a torrent out; its last alerts still find it.
     *
     * @param deletesFiles true if the alerts of deleting its files are to come
     */
    void remove(EngineTorrent torrent, boolean deletesFiles) {
        AlertType last = deletesFiles ? AlertType.TORRENT_DELETED : AlertType.TORRENT_REMOVED;
        leaving.put(torrent.id(), new Leaving(torrent, last));
        if (leaving.size() > MAX_LEAVING) {
            leaving.pollFirstEntry();
        }
        discard(torrent);
    }

    /** Takes a torrent out that is not in the engine; false if it was not here either. */
    boolean discard(EngineTorrent torrent) {
        boolean present = byId.remove(torrent.id(), torrent);
        torrent.infoHashes().stream().forEach(hash -> byHash.remove(hash, torrent));
        return present;
    }

    /** Forgets a torrent that left, if this was the last of its alerts. */
    void told(Alert alert) {
        leaving.computeIfPresent(
                alert.torrent(),
                (id, left) ->
                        left.last == alert.type() || alert.type() == AlertType.TORRENT_DELETE_FAILED ? null : left);
    }

    /** The torrent of that id that was removed, and has alerts to come. */
    Optional<EngineTorrent> leaving(int id) {
        return Optional.ofNullable(leaving.get(id)).map(Leaving::torrent);
    }

    void clear() {
        byId.clear();
        byHash.clear();
        leaving.clear();
    }

    Optional<EngineTorrent> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<EngineTorrent> find(InfoHash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    List<EngineTorrent> all() {
        return List.copyOf(byId.values());
    }

    /** Those that the engine has, and not only been asked to add. */
    List<EngineTorrent> added() {
        return byId.values().stream().filter(EngineTorrent::isValid).toList();
    }

    @Override
    public Optional<EngineTorrent> byHandle(torrent_handle handle) {
        int id = (int) handle.userdata().get();
        return find(id).or(() -> Optional.ofNullable(leaving.get(id)).map(Leaving::torrent));
    }

    @Override
    public Optional<EngineTorrent> byHashes(InfoHashes hashes) {
        // the latest first: of an earlier one of the same hashes, the last alert was lost
        return leaving.descendingMap().values().stream()
                .map(Leaving::torrent)
                .filter(torrent -> torrent.hasAnyOf(hashes))
                .findFirst();
    }
}
