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
    private final AtomicInteger lastId = new AtomicInteger();
    private final ConcurrentSkipListMap<Integer, EngineTorrent> byId = new ConcurrentSkipListMap<>();
    private final Map<InfoHash, EngineTorrent> byHash = new ConcurrentHashMap<>();
    private final Departures<EngineTorrent> leaving = new Departures<>();

    int nextId() {
        return lastId.incrementAndGet();
    }

    synchronized void add(EngineTorrent torrent) {
        byId.put(torrent.id(), torrent);
        index(torrent);
    }

    /** Makes a torrent found by hashes it has learned since, unless it was taken out meanwhile. */
    synchronized void index(EngineTorrent torrent) {
        if (byId.get(torrent.id()) == torrent) {
            torrent.infoHashes().stream().forEach(hash -> byHash.put(hash, torrent));
        }
    }

    /**
     * Takes a torrent out; its last alerts still find it.
     *
     * @param deletesFiles true if the alerts of deleting its files are to come
     */
    synchronized void remove(EngineTorrent torrent, boolean deletesFiles) {
        AlertType last = deletesFiles ? AlertType.TORRENT_DELETED : AlertType.TORRENT_REMOVED;
        leaving.add(torrent.id(), torrent.infoHashes(), torrent, last);
        discard(torrent);
    }

    /** Takes a torrent out that is not in the engine; false if it was not here either. */
    synchronized boolean discard(EngineTorrent torrent) {
        boolean present = byId.remove(torrent.id(), torrent);
        torrent.infoHashes().stream().forEach(hash -> byHash.remove(hash, torrent));
        return present;
    }

    /** Forgets a torrent that left, if this was the last of its alerts. */
    void told(Alert alert) {
        leaving.told(alert.torrent(), alert.type());
    }

    /** The torrent of that id that was removed, and has alerts to come. */
    Optional<EngineTorrent> leaving(int id) {
        return leaving.find(id);
    }

    synchronized void clear() {
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
        return find(id).or(() -> leaving.find(id));
    }

    @Override
    public Optional<EngineTorrent> byHashes(InfoHashes hashes) {
        return leaving.find(hashes);
    }
}
