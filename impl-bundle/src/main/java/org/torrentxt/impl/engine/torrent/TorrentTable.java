package org.torrentxt.impl.engine.torrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;

/** The torrents of a session by id and info-hash, including those being removed. Ids increase and are never reused. */
public final class TorrentTable {
    private final IntSupplier ids;
    private final ConcurrentSkipListMap<Integer, EngineTorrent> byId = new ConcurrentSkipListMap<>();
    private final Map<InfoHash, EngineTorrent> byHash = new ConcurrentHashMap<>();
    private final Departures<EngineTorrent> leaving = new Departures<>();

    /** A table with ids from 1. */
    public TorrentTable() {
        this(new AtomicInteger()::incrementAndGet);
    }

    /** A table with the given ids, each different from all before. */
    public TorrentTable(IntSupplier ids) {
        this.ids = ids;
    }

    /** The next id. */
    public int nextId() {
        return ids.getAsInt();
    }

    synchronized void add(EngineTorrent torrent) {
        byId.put(torrent.id(), torrent);
        index(torrent);
    }

    /** Adds newly learned hashes of a torrent to the index, unless it was removed meanwhile. */
    public synchronized void index(EngineTorrent torrent) {
        if (byId.get(torrent.id()) == torrent) {
            torrent.infoHashes().stream().forEach(hash -> byHash.put(hash, torrent));
        }
    }

    /**
     * Removes a torrent; its last alerts still find it.
     *
     * @param deletesFiles true if alerts about deleting its files, or its part file, will follow
     */
    synchronized void remove(EngineTorrent torrent, boolean deletesFiles) {
        AlertType last = deletesFiles ? AlertType.TORRENT_DELETED : AlertType.TORRENT_REMOVED;
        leaving.add(torrent.id(), torrent.infoHashes(), torrent, last);
        discard(torrent);
    }

    /** Removes a torrent that is not in the engine; false if it was not in the table either. */
    synchronized boolean discard(EngineTorrent torrent) {
        boolean present = byId.remove(torrent.id(), torrent);
        torrent.infoHashes().stream().forEach(hash -> byHash.remove(hash, torrent));
        return present;
    }

    /** Drops a removed torrent if this was its last alert. */
    public void told(Alert alert) {
        leaving.told(alert.torrent(), alert.type());
    }

    /** The removed torrent with that id, if it still has alerts to come. */
    public Optional<EngineTorrent> leaving(int id) {
        return leaving.find(id);
    }

    public synchronized void clear() {
        byId.clear();
        byHash.clear();
        leaving.clear();
    }

    public Optional<EngineTorrent> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<EngineTorrent> find(InfoHash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    public List<EngineTorrent> all() {
        return List.copyOf(byId.values());
    }

    /** The torrents that the engine has already added. */
    public List<EngineTorrent> added() {
        return byId.values().stream().filter(EngineTorrent::isValid).toList();
    }

    /** The torrent that a handle belongs to; empty once the engine has released it. */
    public Optional<EngineTorrent> byHandle(torrent_handle handle) {
        int id = (int) handle.userdata().get();
        return find(id).or(() -> leaving.find(id));
    }

    /** The torrent with these hashes that is being removed; empty if there is none. */
    public Optional<EngineTorrent> byHashes(InfoHashes hashes) {
        return leaving.find(hashes);
    }
}
