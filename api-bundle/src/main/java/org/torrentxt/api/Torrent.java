package org.torrentxt.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;

/**
 * One torrent of a session.
 *
 * <p>May be kept as long as you like: once the torrent is removed or its session stopped, {@link #isValid()} is false,
 * getters answer empty, and actions throw {@link TorrentException} with {@link ErrorCode#BAD_HANDLE}. All members may be called
 * from any thread. Those that ask the engine wait for its network thread, normally for less than a millisecond. A null where none is
 * allowed is a {@link NullPointerException} that names the parameter; nothing is changed then.
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

    /** Its files in the torrent's order, without pad files (BEP 47); empty until the metadata is known, or once it is gone. */
    List<FileInfo> files();

    /** The peers it is connected to, or being connected to; empty once it is gone. */
    List<PeerInfo> peers();

    /** Its trackers, by tier, their URLs without user names and passwords; empty once it is gone. */
    List<TrackerInfo> trackers();

    /** The pieces that are downloaded and verified, one bit per piece; empty until the metadata is known, or once it is gone. */
    BitSet pieces();

    /**
     * How many connected peers have each piece, not counting this session: an array with one number per piece; empty until the metadata is
     * known, while it is a seed (the engine stops counting), or once it is gone.
     */
    int[] pieceAvailability();

    /** The pieces that are partly downloaded, in no order; empty once it is gone. */
    List<PartialPiece> downloadQueue();

    /** The priority of each piece; empty until the metadata is known, or once it is gone. */
    List<FilePriority> piecePriorities();

    /** Its web seeds (BEP 19), by URL, without user names and passwords; empty once it is gone. */
    List<String> webSeeds();

    /** Its 0-based place in the download queue; -1 if it is not in it, as a finished one, or once it is gone. */
    int queuePosition();

    /** Its download limit in bytes per second; 0 if it has none, or once it is gone. */
    long downloadLimit();

    /** Its upload limit in bytes per second; 0 if it has none, or once it is gone. */
    long uploadLimit();

    /** How many connections it may have; -1 if there is no limit, or once it is gone. */
    int maxConnections();

    /** How many peers it may upload to at a time; -1 if there is no limit, or once it is gone. */
    int maxUploads();

    /** The flags that are set; empty once it is gone. */
    Set<TorrentFlag> flags();

    /** The magnet link (BEP 9), trackers and web seeds included, without user names and passwords; empty once it is gone. */
    Optional<String> magnetUri();

    /**
     * The .torrent file, complete with its trackers and, for v2, its piece layers, wherever the torrent came from; empty until
     * the metadata and, for v2, all piece layers are known, or once it is gone.
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
     * Ends {@link #pause()} and clears an error: the torrent takes its place in the queue, which starts it as soon as the session's limits
     * ({@code active_downloads} and others) permit. A queued torrent stays queued; one that is running stays as it is.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_RESUMED} when it starts.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void resume();

    /**
     * Starts it now and takes it out of the queue: it runs, whatever the session's limits are, until it is paused.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_RESUMED}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void resumeNow();

    /**
     * Sets and clears flags.
     *
     * @param flags the flags to set, among those of {@code mask}, not null and without nulls
     * @param mask the flags to touch, not null and without nulls
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for clearing
     *     {@link TorrentFlag#APPLY_IP_FILTER} while the session's network is {@code local}; nothing is changed then
     */
    void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask);

    /**
     * Checks all files against the pieces' hashes; nothing is downloaded meanwhile. A paused torrent is checked, too, and left paused; in a
     * paused session nothing is checked until the session resumes.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#STATE_CHANGED}, then
     * {@link org.torrentxt.api.alert.AlertType#TORRENT_CHECKED}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} until its metadata is known
     */
    void recheck();

    /**
     * Announces to all trackers and the DHT now, whatever their interval.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#TRACKER_REPLY} or
     * {@link org.torrentxt.api.alert.AlertType#TRACKER_ERROR}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void reannounce();

    /**
     * Requests the numbers of seeds and leechers from the trackers.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#SCRAPE_REPLY} or
     * {@link org.torrentxt.api.alert.AlertType#SCRAPE_FAILED}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if it has no tracker, or the
     *     session's network keeps it from asking any
     */
    void scrape();

    /**
     * Clears the error that stopped it, so that it continues.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void clearError();

    /**
     * Moves its files to another folder. Returns at once; fails later if one of them already exists there; then nothing is moved.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#STORAGE_MOVED} or
     * {@link org.torrentxt.api.alert.AlertType#STORAGE_MOVED_FAILED}.
     *
     * @param folder made if it is not there, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for a folder that cannot be
     *     made or written to
     */
    void moveStorage(Path folder);

    /**
     * Renames a file on disk, within the torrent's folder. Returns at once.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#FILE_RENAMED} or
     * {@link org.torrentxt.api.alert.AlertType#FILE_RENAME_FAILED}.
     *
     * @param file index as in {@link FileInfo#index()}
     * @param path the new path, relative to the save path and within it, not null; where the file exists, no other file may exist at the new path
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an index out of range,
     *     a path that is empty, absolute or leaves the save path, that of another file of the torrent, or that of a file on disk which would
     *     be replaced
     */
    void renameFile(int file, String path);

    /**
     * Sets the download priority of one file.
     *
     * @param file index as in {@link FileInfo#index()}
     * @param priority not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an index out of range,
     *     as all are until the metadata is known
     */
    void setFilePriority(int file, FilePriority priority);

    /**
     * Sets the download priorities of several files at once.
     *
     * @param priorities by index as in {@link FileInfo#index()}, without nulls; files not named are unchanged
     * @throws TorrentException as {@link #setFilePriority}; nothing is changed then
     */
    void setFilePriorities(Map<Integer, FilePriority> priorities);

    /**
     * Sets the download priority of one piece.
     *
     * @param piece 0-based index
     * @param priority not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an index out of range,
     *     as all are until the metadata is known
     */
    void setPiecePriority(int piece, FilePriority priority);

    /**
     * Sets the download priorities of several pieces at once.
     *
     * @param priorities by 0-based index, without nulls; pieces not named are unchanged
     * @throws TorrentException as {@link #setPiecePriority}; nothing is changed then
     */
    void setPiecePriorities(Map<Integer, FilePriority> priorities);

    /**
     * Sets a deadline for a piece; pieces with the earliest deadlines are requested first, from the fastest peers, whatever their priorities.
     *
     * @param piece 0-based index
     * @param deadline from now, not null, not negative, at most 24 days
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an index or time out of
     *     range
     */
    void setPieceDeadline(int piece, Duration deadline);

    /**
     * Removes all piece deadlines.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void clearPieceDeadlines();

    /**
     * Limits its download rate, in addition to the session's limit.
     *
     * @param bytesPerSecond 0 for no limit, at most 2,147,483,647
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out of range
     */
    void setDownloadLimit(long bytesPerSecond);

    /**
     * Limits its upload rate, in addition to the session's limit.
     *
     * @param bytesPerSecond 0 for no limit, at most 2,147,483,647
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out of range
     */
    void setUploadLimit(long bytesPerSecond);

    /**
     * Limits its connections.
     *
     * @param connections at least 2, or -1 for no limit of its own
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out of range
     */
    void setMaxConnections(int connections);

    /**
     * Limits how many peers it uploads to at a time.
     *
     * @param uploads at least 1, or -1 for no limit of its own
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out of range
     */
    void setMaxUploads(int uploads);

    /**
     * Adds a tracker; one that was already added is unchanged.
     *
     * @param url an {@code http}, {@code https} or {@code udp} announce URL, not null
     * @param tier 0 for the first to try, up to 255
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for another URL or tier, or a
     *     host beyond this one while the session's network is {@code local}
     */
    void addTracker(String url, int tier);

    /**
     * Replaces all trackers.
     *
     * @param tiers announce URLs, the first tier first, without nulls; empty for none
     * @throws TorrentException as {@link #addTracker}; nothing is changed then
     */
    void replaceTrackers(List<List<String>> tiers);

    /**
     * Removes a tracker; without effect if it has none of that URL.
     *
     * @param url as in {@link TrackerInfo#url()}, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void removeTracker(String url);

    /**
     * Adds a web seed (BEP 19); one that was already added is unchanged.
     *
     * @param url an {@code http} or {@code https} URL, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for another URL, or a
     *     host beyond this one while the session's network is {@code local}
     */
    void addWebSeed(String url);

    /**
     * Removes a web seed; without effect if it has none of that URL.
     *
     * @param url as in {@link #webSeeds()}, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void removeWebSeed(String url);

    /**
     * Moves it within the download queue, which decides about the order in which auto-managed torrents are started.
     *
     * @param move where to, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void moveInQueue(QueueMove move);

    /**
     * Moves it to a place in the download queue.
     *
     * @param position 0-based; beyond the end means the end
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if negative
     */
    void setQueuePosition(int position);

    /**
     * Asks for its resume data: all that is needed to add it again where it was, metadata included as soon as that is known. Written
     * data is flushed to disk first.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#RESUME_DATA_READY} or
     * {@link org.torrentxt.api.alert.AlertType#RESUME_DATA_FAILED}.
     *
     * @return the bencoded data; ends exceptionally with {@link ErrorCode#ENGINE} if it cannot be made, {@link ErrorCode#BAD_HANDLE} once
     *     it is gone, or {@link ErrorCode#TIMEOUT} after a minute
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    CompletionStage<byte[]> saveResumeData();

    /** Turns {@link TorrentFlag#SEQUENTIAL_DOWNLOAD} on or off; see {@link #setFlags}. */
    default void setSequentialDownload(boolean on) {
        setFlag(TorrentFlag.SEQUENTIAL_DOWNLOAD, on);
    }

    /** Turns {@link TorrentFlag#AUTO_MANAGED} on or off; see {@link #setFlags}. */
    default void setAutoManaged(boolean on) {
        setFlag(TorrentFlag.AUTO_MANAGED, on);
    }

    /** Turns {@link TorrentFlag#SUPER_SEEDING} on or off; see {@link #setFlags}. */
    default void setSuperSeeding(boolean on) {
        setFlag(TorrentFlag.SUPER_SEEDING, on);
    }

    /** Turns {@link TorrentFlag#SHARE_MODE} on or off; see {@link #setFlags}. */
    default void setShareMode(boolean on) {
        setFlag(TorrentFlag.SHARE_MODE, on);
    }

    /** Turns {@link TorrentFlag#UPLOAD_MODE} on or off; see {@link #setFlags}. */
    default void setUploadMode(boolean on) {
        setFlag(TorrentFlag.UPLOAD_MODE, on);
    }

    /**
     * Turns one flag on or off; see {@link #setFlags}.
     *
     * @param flag not null
     * @param on true to set it
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    default void setFlag(TorrentFlag flag, boolean on) {
        Objects.requireNonNull(flag, "flag");
        setFlags(on ? Set.of(flag) : Set.of(), Set.of(flag));
    }

    /** Where to move a torrent within the download queue. */
    enum QueueMove {
        /** One place towards the front. */
        UP,
        /** One place towards the end. */
        DOWN,
        /** To the front. */
        TOP,
        /** To the end. */
        BOTTOM
    }

    /**
     * Connects to a peer. Only {@link #peers()} shows whether it answers. A peer named while the torrent is
     * paused or checking is remembered, and dialled when it starts.
     *
     * @param peer address and port (1 to 65535), not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for port 0, or
     *     for an address outside this host while the session's network is {@code local}
     */
    void connectPeer(Endpoint peer);

    /**
     * Removes the torrent from the session.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#TORRENT_REMOVED}, and when files are deleted
     * {@link org.torrentxt.api.alert.AlertType#TORRENT_DELETED} or {@link org.torrentxt.api.alert.AlertType#TORRENT_DELETE_FAILED}.
     *
     * @param deleteFiles true to delete the downloaded files, too; see {@link #removeWithFiles()} for how that ends
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void remove(boolean deleteFiles);

    /**
     * Takes the torrent out of the session and deletes its files, and the folders that are empty then. Files of others in these folders stay,
     * and are no failure.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#TORRENT_REMOVED}, then
     * {@link org.torrentxt.api.alert.AlertType#TORRENT_DELETED} or {@link org.torrentxt.api.alert.AlertType#TORRENT_DELETE_FAILED}.
     *
     * @return ends once the files are gone; exceptionally with {@link ErrorCode#ENGINE} if some are left, whose message names them,
     *     {@link ErrorCode#NO_SESSION} if the session stops before, or {@link ErrorCode#TIMEOUT} after an hour
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    CompletionStage<Void> removeWithFiles();

    /** The name if it is known, else the info-hash; the folder of {@link Path}s is in {@link TorrentStatus#savePath()}. */
    @Override
    String toString();
}
