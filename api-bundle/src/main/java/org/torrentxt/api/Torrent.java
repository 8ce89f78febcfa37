package org.torrentxt.api;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;

/**
 * One torrent of a session.
 *
 * <p>May be kept as long as you like: once the torrent is removed or its session stopped, {@link #isValid()} is false,
 * getters answer empty, and actions throw {@link TorrentException} with {@link ErrorCode#BAD_HANDLE}. All members may be called
 * from any thread. Those that ask the engine wait for its network thread, normally for less than a millisecond.
 */
@ProviderType
public interface Torrent {
    /**
     * The number by which people and events name this torrent: positive, unique in its session and never used again; the
     * same even after the torrent is gone.
     */
    int id();

    /** The info-hashes; those of a magnet's torrent may grow by the other version once its metadata is known. */
    InfoHashes infoHashes();

    /** True until the torrent is removed or its session stopped. */
    boolean isValid();

    /** A snapshot of its state; empty once the torrent is gone. */
    Optional<TorrentStatus> status();

    /** Its files in the torrent's order, pad files (BEP 47) left out; empty until the metadata is known, or once it is gone. */
    List<FileInfo> files();

    /** The peers it is connected to, or being connected to; empty once it is gone. */
    List<PeerInfo> peers();

    /** Its trackers, by tier; empty once it is gone. */
    List<TrackerInfo> trackers();

    /** The pieces that are downloaded and verified, a bit a piece; empty until the metadata is known, or once it is gone. */
    BitSet pieces();

    /** The flags that are set; empty once it is gone. */
    Set<TorrentFlag> flags();

    /** The magnet link (BEP 9), trackers and web seeds included; empty once it is gone. */
    Optional<String> magnetUri();

    /**
     * The .torrent file, complete with its trackers and, for v2, its piece layers, wherever the torrent came from; empty until
     * the metadata is known, or once it is gone.
     */
    Optional<byte[]> torrentFile();

    /**
     * Stops all transfers, and keeps the queue from starting it again.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_PAUSED}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void pause();

    /**
     * Starts it, whatever the queue says.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_RESUMED}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void resume();

    /**
     * Sets and clears flags.
     *
     * @param flags the flags to set, among those of {@code mask}, not null
     * @param mask the flags to touch, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask);

    /**
     * Connects to a peer. Nothing tells whether it answers, but {@link #peers()}. A peer named while the torrent is
     * paused or checking is remembered, and dialled when it starts.
     *
     * @param peer address and port (1 to 65535), not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for port 0, or
     *     for an address outside this host while the session's network is {@code local}
     */
    void connectPeer(Endpoint peer);

    /**
     * Takes the torrent out of the session.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#TORRENT_REMOVED}, and when files are deleted
     * {@link org.torrentxt.api.alert.AlertType#TORRENT_DELETED} or {@link org.torrentxt.api.alert.AlertType#TORRENT_DELETE_FAILED}.
     *
     * @param deleteFiles true to delete the downloaded files, too
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void remove(boolean deleteFiles);

    /** The name if it is known, else the info-hash; the folder of {@link Path}s is in {@link TorrentStatus#savePath()}. */
    @Override
    String toString();
}
