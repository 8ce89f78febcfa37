package org.torrentxt.impl.engine.torrent;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.request.TorrentRequests;

/** What the torrents of a session have in common. Thread-safe. */
public interface TorrentContext extends SessionContext {
    /** The URLs given to the engine. */
    EngineUrls urls();

    /** The default save path. */
    Path savePath();

    /** True if the engine writes by memory maps. */
    boolean isMmap();

    /** True if the space of files is taken when a torrent is added. */
    boolean preallocates();

    /** What the session has to find peers by. */
    SessionReach peerSources();

    /** True if the session's IP filter blocks the address. */
    boolean isBlocked(InetAddress address);

    /** Retries peers that failed or left recently in the next few rounds of the engine, one per second. */
    void reconnectAtOnce();

    /** True if the queue starts a download that is at a position of it, counted from 0; false if that is uncertain. */
    boolean startsInQueue(int position);

    /** Moves torrents to other file systems. */
    Mover mover();

    /** Pieces that the engine was asked to read. */
    PieceReads pieceReads();

    /** Has the engine raise an alert for each piece that is verified while more have begun to watch than have ended. */
    void watchPieces(int more);

    /** Has the engine raise an alert for each file that is complete from now on. */
    void watchFiles();

    /** Requests to torrents that alerts answer. */
    TorrentRequests requests();

    /** True while the alerts that are delivered were raised before this call. */
    BooleanSupplier olderAlerts();

    /** Loads and saves the torrents. */
    TorrentSaving saving();

    /** Removes a torrent from the table and the engine in one step, so that the same one cannot be added in between. */
    void remove(EngineTorrent torrent, boolean deleteFiles);

    /** Removes a torrent that the engine has dropped by itself, and reports it. */
    void tellDropped(EngineTorrent torrent);
}
