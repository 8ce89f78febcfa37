package org.torrentxt.impl.engine.torrent;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.request.TorrentRequests;
import org.torrentxt.impl.state.TorrentState;

/** What the torrents of a session have in common. Thread-safe. */
public interface TorrentContext extends SessionContext {
    /** The URLs given to the engine. */
    EngineUrls urls();

    /** The default save path. */
    Path savePath();

    /** True if the engine writes by memory maps. */
    boolean isMmap();

    /** What the session has to find peers by. */
    SessionReach peerSources();

    /** True if the session's IP filter blocks the address. */
    boolean isBlocked(InetAddress address);

    /** Retries peers that failed or left recently in the next few rounds of the engine, one per second. */
    void reconnectAtOnce();

    /** Moves torrents to other file systems. */
    Mover mover();

    /** Pieces that the engine was asked to read. */
    PieceReads pieceReads();

    /** Has the engine raise an alert for each piece that is verified while more have begun to watch than have ended. */
    void watchPieces(int more);

    /** Requests to torrents that alerts answer. */
    TorrentRequests requests();

    /** True while the alerts that are delivered were raised before this call. */
    BooleanSupplier olderAlerts();

    /** True if torrents are saved. */
    boolean savesState();

    /**
     * Waits until the saved torrents are loaded, for a limited time: one that is being loaded must not be added again.
     *
     * @throws TorrentException {@link ErrorCode#TIMEOUT} if they are not
     */
    void requireLoaded();

    /** Ends once the saved torrents are loaded, or no longer will be. */
    CompletableFuture<Void> loading();

    /** What was saved of a torrent that could not be loaded; empty if it was, or nothing was saved. */
    Optional<TorrentState> notLoaded(InfoHashes hashes);

    /** Has a torrent that was added saved. */
    void saveNew(EngineTorrent torrent);

    /** Has the changes of a torrent saved; never waits for the disk. */
    void save(EngineTorrent torrent);

    /** Has the order of the queue saved. */
    void saveQueue();

    /** Deletes what was saved of a torrent that was removed. */
    void forget(EngineTorrent torrent);

    /** Removes a torrent from the table and the engine in one step, so that the same one cannot be added in between. */
    void remove(EngineTorrent torrent, boolean deleteFiles);

    /** Removes a torrent that the engine has dropped by itself, and reports it. */
    void tellDropped(EngineTorrent torrent);
}
