package org.torrentxt.api;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.status.AnnounceResult;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.MoveProgress;
import org.torrentxt.api.status.PartialPiece;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.ScrapeResult;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;

/**
 * One torrent of a session.
 *
 * <p>References may be kept indefinitely: once the torrent is removed or its session stopped, {@link #isValid()} is
 * false, getters return empty values, and actions throw {@link TorrentException} with {@link ErrorCode#BAD_HANDLE}. All
 * members may be called from any thread. Those that query the engine wait for its network thread, normally for less
 * than a millisecond. A null where none is allowed causes a {@link NullPointerException} that names the parameter;
 * nothing is changed then.
 */
@ProviderType
public interface Torrent {
    /**
     * The number of this torrent, used by commands and events: positive, unique in its session and never reused;
     * unchanged after the torrent is gone.
     */
    int id();

    /** The info-hashes; the other version may be added once the metadata of a magnet link is known. */
    InfoHashes infoHashes();

    /** True until the torrent is removed or its session stopped. */
    boolean isValid();

    /** A snapshot of its status; empty once the torrent is gone. */
    Optional<TorrentStatus> status();

    /**
     * Its files in the torrent's order, without pad files (BEP 47); empty until the metadata is known, or once it is
     * gone.
     */
    List<FileInfo> files();

    /** The peers that it is connected or connecting to; empty once it is gone. */
    List<PeerInfo> peers();

    /** Its trackers, by tier, their URLs without user names and passwords; empty once it is gone. */
    List<TrackerInfo> trackers();

    /**
     * The pieces that are downloaded and verified, one bit per piece; empty until the metadata is known, or once it is
     * gone.
     */
    BitSet pieces();

    /**
     * The number of connected peers that have each piece, not counting this session; empty until the metadata is known,
     * while it is seeding (the engine does not count then), or once it is gone.
     */
    int[] pieceAvailability();

    /** The partly downloaded pieces, in no particular order; empty once it is gone. */
    List<PartialPiece> downloadQueue();

    /** The priority of each piece; empty until the metadata is known, or once it is gone. */
    List<FilePriority> piecePriorities();

    /** Its web seeds (BEP 19), by URL, without user names and passwords; empty once it is gone. */
    List<String> webSeeds();

    /**
     * The comment in its .torrent file; empty if there is none, it was not added by such a file, or once it is gone.
     */
    String comment();

    /**
     * The program that created its .torrent file, as named in that; empty if unknown, it was not added by such a file, or
     * once it is gone.
     */
    String creator();

    /**
     * When its .torrent file was created, according to that; empty if unknown, it was not added by such a file, or once
     * it is gone.
     */
    Optional<Instant> creationDate();

    /**
     * True if only its trackers name peers of it (BEP 27); false until the metadata is known, or once it is gone.
     */
    boolean isPrivate();

    /**
     * Its 0-based position in the download queue; -1 if it is not in the queue, such as when finished, or once it is
     * gone.
     */
    int queuePosition();

    /** Its download limit in bytes per second; 0 if it has none, or once it is gone. */
    long downloadLimit();

    /** Its upload limit in bytes per second; 0 if it has none, or once it is gone. */
    long uploadLimit();

    /** The maximum number of connections; -1 if there is no limit, or once it is gone. */
    int maxConnections();

    /** The maximum number of peers to upload to at a time; -1 if there is no limit, or once it is gone. */
    int maxUploads();

    /** The flags that are set; empty once it is gone. */
    Set<TorrentFlag> flags();

    /**
     * The magnet link (BEP 9), trackers and web seeds included, without user names and passwords; empty once it is
     * gone.
     */
    Optional<String> magnetUri();

    /**
     * The .torrent file, including trackers and, for v2, piece layers, whatever the source of the torrent; empty until
     * the metadata and, for v2, all piece layers are known, or once it is gone.
     */
    Optional<byte[]> torrentFile();

    /**
     * Stops all transfers, and prevents the queue from starting it again.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_PAUSED}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void pause();

    /**
     * Ends {@link #pause()} and clears an error: the torrent returns to the queue, which starts it as soon as the
     * session's limits ({@code active_downloads} and others) permit. A queued torrent remains queued; a running torrent
     * is unchanged.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_RESUMED} when it starts.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void resume();

    /**
     * Starts it now and removes it from the queue: it runs, regardless of the session's limits, until it is paused.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_RESUMED}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void resumeNow();

    /**
     * Sets and clears flags.
     *
     * @param flags the flags to set, a subset of {@code mask}, not null and without nulls
     * @param mask the flags to set or clear, not null and without nulls
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for
     *     clearing {@link TorrentFlag#APPLY_IP_FILTER} while the session's network is {@code local}; nothing is changed
     *     then
     */
    void setFlags(Set<TorrentFlag> flags, Set<TorrentFlag> mask);

    /**
     * Checks all files against the piece hashes; nothing is downloaded meanwhile. A paused torrent is checked, too, and
     * remains paused; in a paused session, or for one that is paused meanwhile, nothing is checked until it is resumed.
     * While all files are checked already, as after adding, that check is the one that is waited for.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#STATE_CHANGED}, then
     * {@link org.torrentxt.api.alert.AlertType#TORRENT_CHECKED}.
     *
     * @return ends with this torrent once all files are checked, however long that takes; exceptionally with {@link
     *     ErrorCode#ENGINE} if an error stops the torrent first, {@link ErrorCode#BAD_HANDLE} if it is removed, or
     *     {@link ErrorCode#NO_SESSION} if the session stops
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} until
     *     its metadata is known, and while its files are moved to another file system
     */
    CompletionStage<Torrent> recheck();

    /**
     * Announces to its trackers and the DHT now, regardless of their interval. The settings {@code
     * announce_to_all_trackers} and {@code announce_to_all_tiers} determine whether further trackers are asked once one
     * has replied.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#TRACKER_REPLY} or
     * {@link org.torrentxt.api.alert.AlertType#TRACKER_ERROR}.
     *
     * @return ends with the first tracker's reply; exceptionally with {@link ErrorCode#ENGINE} if all of them fail,
     *     {@link ErrorCode#INVALID_ARGUMENT} if there is none that the session's network allows (then only the DHT is
     *     asked), or if it or its session is paused, {@link ErrorCode#TIMEOUT} after a minute, as while its files are
     *     checked, {@link ErrorCode#BAD_HANDLE} if it is removed, or {@link ErrorCode#NO_SESSION} if the session stops
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    CompletionStage<AnnounceResult> reannounce();

    /**
     * Requests the numbers of seeds and leechers from the tracker that worked last, or from the first one.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#SCRAPE_REPLY} or
     * {@link org.torrentxt.api.alert.AlertType#SCRAPE_FAILED}.
     *
     * @return ends with its reply; exceptionally with {@link ErrorCode#ENGINE} if it fails, {@link ErrorCode#TIMEOUT}
     *     after a minute, {@link ErrorCode#BAD_HANDLE} if the torrent is removed, or {@link ErrorCode#NO_SESSION} if the
     *     session stops
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if it
     *     has no tracker, or the session's network does not allow any
     */
    CompletionStage<ScrapeResult> scrape();

    /**
     * Clears the error that stopped it, so that it continues.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void clearError();

    /**
     * Moves its files to another folder. Returns immediately; if a file already exists there, nothing is moved. Several
     * moves within a file system follow each other.
     *
     * <p>Within a file system they are renamed. To another one they are copied and compared, and deleted at the old
     * place once all are at the new one; {@link #moveProgress()} says how far that is. Until then the torrent transfers
     * nothing, though its status stays what it was, and rechecking, moving, renaming files and changing file priorities
     * are refused; a torrent that is removed, or whose session stops, stays where it was.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#STORAGE_MOVED} or
     * {@link org.torrentxt.api.alert.AlertType#STORAGE_MOVED_FAILED}.
     *
     * @param folder created if it does not exist, not null
     * @return ends with the new folder; exceptionally with {@link ErrorCode#ENGINE} if the files cannot be moved, {@link
     *     ErrorCode#BAD_HANDLE} if the torrent is removed, {@link ErrorCode#NO_SESSION} if the session stops, or, within
     *     a file system, {@link ErrorCode#TIMEOUT} after an hour. It ends at once, without an alert, for a magnet link
     *     that has no files yet, but waits for its metadata elsewhere (as its save path may lead outside)
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for a
     *     folder that cannot be created or written to, or in which something has the own name of an incomplete file that
     *     has a suffix on disk, or while it is being moved
     */
    CompletionStage<Path> moveStorage(Path folder);

    /** How far {@link #moveStorage} has copied its files; empty unless they are being moved to another file system. */
    Optional<MoveProgress> moveProgress();

    /**
     * Renames a file on disk, within the torrent's folder. Folders that this leaves empty are deleted. Returns
     * immediately.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#FILE_RENAMED} or
     * {@link org.torrentxt.api.alert.AlertType#FILE_RENAME_FAILED}.
     *
     * @param file index as in {@link FileInfo#index()}
     * @param path the new path, relative to the save path and within it, not null; if the file exists on disk, no other
     *     file may exist at the new path
     * @return ends with the new path; exceptionally with {@link ErrorCode#ENGINE} if the file cannot be renamed, {@link
     *     ErrorCode#BAD_HANDLE} if the torrent is removed, {@link ErrorCode#NO_SESSION} if the session stops, or {@link
     *     ErrorCode#TIMEOUT} after an hour
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an
     *     index out of range, a path that is empty, absolute or outside the save path, the path of another file of the
     *     torrent, or of an existing file that would be replaced
     */
    CompletionStage<String> renameFile(int file, String path);

    /**
     * Sets the download priority of one file.
     *
     * @param file index as in {@link FileInfo#index()}
     * @param priority not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an
     *     index out of range, or while the metadata is unknown
     */
    void setFilePriority(int file, FilePriority priority);

    /**
     * Sets the download priorities of several files at once.
     *
     * @param priorities by index as in {@link FileInfo#index()}, without nulls; other files are unchanged
     * @throws TorrentException as {@link #setFilePriority}; nothing is changed then
     */
    void setFilePriorities(Map<Integer, FilePriority> priorities);

    /**
     * Sets the download priority of one piece.
     *
     * @param piece 0-based index
     * @param priority not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an
     *     index out of range, or while the metadata is unknown
     */
    void setPiecePriority(int piece, FilePriority priority);

    /**
     * Sets the download priorities of several pieces at once.
     *
     * @param priorities by 0-based index, without nulls; other pieces are unchanged
     * @throws TorrentException as {@link #setPiecePriority}; nothing is changed then
     */
    void setPiecePriorities(Map<Integer, FilePriority> priorities);

    /**
     * Sets a deadline for a piece; pieces with the earliest deadlines are requested first, from the fastest peers,
     * regardless of their priorities.
     *
     * @param piece 0-based index
     * @param deadline from now, not null, not negative, at most 24 days
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an
     *     index or time out of range
     */
    void setPieceDeadline(int piece, Duration deadline);

    /**
     * Removes all piece deadlines that {@link #setPieceDeadline} has set; the pieces have their priorities again. Those
     * of open channels ({@link #open(int, ReadOptions)}) stay.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void clearPieceDeadlines();

    /**
     * Limits its download rate, in addition to the session's limit.
     *
     * @param bytesPerSecond 0 for no limit, at most 2,147,483,647
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out
     *     of range
     */
    void setDownloadLimit(long bytesPerSecond);

    /**
     * Limits its upload rate, in addition to the session's limit.
     *
     * @param bytesPerSecond 0 for no limit, at most 2,147,483,647
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out
     *     of range
     */
    void setUploadLimit(long bytesPerSecond);

    /**
     * Caps its rates for the time being, as those do who divide a rate among torrents. Its own limits, {@link
     * #downloadLimit()} and {@link #uploadLimit()}, remain in force and are what is shown and saved. A cap ends with the
     * session; there is one for all bundles, so the last call counts.
     *
     * @param downloadBytesPerSecond 0 for no cap, at most 2,147,483,647
     * @param uploadBytesPerSecond the same
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out
     *     of range; nothing is changed then
     */
    void throttle(long downloadBytesPerSecond, long uploadBytesPerSecond);

    /**
     * Limits its connections.
     *
     * @param connections at least 2, or -1 for no limit
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out
     *     of range
     */
    void setMaxConnections(int connections);

    /**
     * Limits how many peers it uploads to at a time.
     *
     * @param uploads at least 1, or -1 for no limit
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if out
     *     of range
     */
    void setMaxUploads(int uploads);

    /** Its labels, sorted; none once it is gone. They are in its {@link #status()} and its events, too. */
    Set<String> labels();

    /**
     * Replaces its labels, which are saved with it. Alert, if that changes them: {@link
     * org.torrentxt.api.alert.AlertType#TORRENT_LABELS_CHANGED}.
     *
     * @param labels at most 100, each of 1 to 100 characters, without commas, control characters, and spaces at its ends
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for
     *     other labels
     */
    void setLabels(Set<String> labels);

    /**
     * Adds and removes labels in one step, whatever others do at the same time; otherwise like {@link #setLabels}.
     *
     * @param added labels to add; those that it has remain
     * @param removed labels to remove; others are ignored
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for
     *     labels that {@link #setLabels} would reject, or that are both added and removed; nothing is changed then
     */
    void changeLabels(Set<String> added, Set<String> removed);

    /**
     * Adds one label; see {@link #changeLabels}.
     *
     * @throws TorrentException as from {@link #changeLabels}
     */
    default void addLabel(String label) {
        changeLabels(Set.of(Objects.requireNonNull(label, "label")), Set.of());
    }

    /**
     * Removes one label; see {@link #changeLabels}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    default void removeLabel(String label) {
        changeLabels(Set.of(), Set.of(Objects.requireNonNull(label, "label")));
    }

    /**
     * Its attributes by key, sorted: what bundles keep about it; none once it is gone. They are in its {@link #status()}
     * and its events, too. All bundles share them, so a key begins with the name of the bundle, such as {@code
     * com.acme.shop.order}.
     */
    Map<String, String> attributes();

    /**
     * Replaces its attributes, those of other bundles included, which are saved with it. Alert, if that changes them:
     * {@link org.torrentxt.api.alert.AlertType#TORRENT_ATTRIBUTES_CHANGED}.
     *
     * @param attributes at most 100, with keys of 1 to 100 characters without equals signs, control characters, and
     *     spaces at their ends, values of any text, and at most 64 KiB in total
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for
     *     other attributes
     */
    void setAttributes(Map<String, String> attributes);

    /**
     * Sets and removes attributes in one step, whatever others do at the same time; otherwise like {@link
     * #setAttributes}. Other attributes remain.
     *
     * @param set values by key, which replace those of the same keys
     * @param removed keys to remove; others are ignored
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for
     *     attributes that {@link #setAttributes} would reject, or keys that are both set and removed; nothing is changed
     *     then
     */
    void changeAttributes(Map<String, String> set, Set<String> removed);

    /**
     * Sets one attribute; see {@link #changeAttributes}.
     *
     * @throws TorrentException as from {@link #changeAttributes}
     */
    default void setAttribute(String key, String value) {
        changeAttributes(Map.of(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value")), Set.of());
    }

    /**
     * Removes one attribute; see {@link #changeAttributes}.
     *
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    default void removeAttribute(String key) {
        changeAttributes(Map.of(), Set.of(Objects.requireNonNull(key, "key")));
    }

    /**
     * Adds a tracker; an existing one is unchanged.
     *
     * @param url an {@code http}, {@code https} or {@code udp} announce URL, not null
     * @param tier 0 (tried first) to 255
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an
     *     invalid URL or tier, or a host that the session's network does not allow
     */
    void addTracker(String url, int tier);

    /**
     * Replaces all trackers. A URL as {@link #trackers()} shows it, with {@code ***} for a user name and password, keeps
     * those that the tracker has, or if there is none with that URL, those of the only user at that host.
     *
     * @param tiers announce URLs, the first tier first, without nulls; empty for none
     * @throws TorrentException as {@link #addTracker}; nothing is changed then
     */
    void replaceTrackers(List<List<String>> tiers);

    /**
     * Removes a tracker; no effect if there is none with that URL.
     *
     * @param url as in {@link TrackerInfo#url()}, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void removeTracker(String url);

    /**
     * Adds a web seed (BEP 19); an existing one is unchanged.
     *
     * @param url an {@code http} or {@code https} URL, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an
     *     invalid URL, or a host that the session's network does not allow
     */
    void addWebSeed(String url);

    /**
     * Removes a web seed; no effect if there is none with that URL.
     *
     * @param url as in {@link #webSeeds()}, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void removeWebSeed(String url);

    /**
     * Moves it within the download queue, which determines the order in which auto-managed torrents are started.
     *
     * @param move the direction, not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    void moveInQueue(QueueMove move);

    /**
     * Moves it to a position in the download queue.
     *
     * @param position 0-based; beyond the end means the end
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} if
     *     negative
     */
    void setQueuePosition(int position);

    /**
     * Requests its resume data: everything needed to add it again in its current state, including the metadata if
     * known. Flushes written data to disk first.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#RESUME_DATA_READY} or
     * {@link org.torrentxt.api.alert.AlertType#RESUME_DATA_FAILED}.
     *
     * @return the bencoded data; ends exceptionally with {@link ErrorCode#ENGINE} if it cannot be created,
     *     {@link ErrorCode#BAD_HANDLE} once it is gone, or {@link ErrorCode#TIMEOUT} after a minute
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    CompletionStage<byte[]> saveResumeData();

    /** Opens a file with {@link ReadOptions#defaults()}; see {@link #open(int, ReadOptions)}. */
    default TorrentChannel open(int file) {
        return open(file, ReadOptions.defaults());
    }

    /**
     * Opens a file for reading, whether or not it is downloaded yet. The channel is read-only, has the file's size in
     * the torrent, and begins at its first byte; for a stream see {@link java.nio.channels.Channels#newInputStream}. It
     * gives verified bytes only, at least one for each read before the end. A read waits until the piece with the next
     * byte is downloaded: that piece and those of the read-ahead get deadlines as by {@link #setPieceDeadline} and are
     * downloaded in their order, which follows the reader, also to a new position, and is taken back when the channel
     * is closed; priorities and {@link #flags()} stay. Each torrent can have several open channels; close each, as only
     * that takes back what it has requested.
     *
     * <p>How reads end otherwise, each an {@link java.io.IOException}:
     *
     * <ul>
     *   <li>closed by another thread: {@link java.nio.channels.AsynchronousCloseException}; a thread that is
     *       interrupted closes the channel: {@link java.nio.channels.ClosedByInterruptException};
     *   <li>with a {@link TorrentException} as its cause, after which the channel stays open and another read may
     *       succeed, unless the torrent is gone: {@link ErrorCode#BAD_HANDLE} once the torrent is removed or its
     *       session stopped; {@link ErrorCode#ENGINE} for a missing piece of a torrent that an error has stopped, and
     *       for a file that cannot be read on disk; {@link ErrorCode#INVALID_ARGUMENT} for a missing piece that is
     *       skipped, by its own priority or that of its file: reading downloads nothing that is skipped; and {@link
     *       ErrorCode#TIMEOUT} after {@link ReadOptions#timeout()}.
     * </ul>
     *
     * <p>A read of a paused torrent, one that is checked, or one without peers waits. A file that is moved or renamed
     * is followed. A pad file has zeros. What a torrent with {@link TorrentFlag#SEED_MODE} has not verified yet counts
     * as verified, as that flag says.
     *
     * <p>The channel may be used by several threads, one read at a time. Reads and {@code close} call the engine, and
     * wait for its network thread, only when they come to another piece. Many readers need no thread each: see {@link
     * TorrentChannel#whenReadable()}.
     *
     * @param file index as in {@link FileInfo#index()}
     * @param options not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an
     *     index out of range, as all are until the metadata is known
     */
    TorrentChannel open(int file, ReadOptions options);

    /**
     * The number of channels of {@link #open(int, ReadOptions) open} that are not closed yet: who pauses or removes
     * torrents by a rule leaves those alone that are being read. 0 once it is gone.
     */
    int openChannels();

    /**
     * Reads a piece that is downloaded and verified.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#READ_PIECE}.
     *
     * @param piece 0-based index
     * @return its bytes, of all files in it, pad files included; ends exceptionally with {@link
     *     ErrorCode#INVALID_ARGUMENT} if the piece is not downloaded, {@link ErrorCode#ENGINE} if it cannot be read,
     *     which stops the torrent with that error, {@link ErrorCode#BAD_HANDLE} if the torrent is removed before,
     *     {@link ErrorCode#NO_SESSION} if the session stops before, or {@link ErrorCode#TIMEOUT} after a minute
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for an
     *     index out of range, as all are until the metadata is known, and while its files are moved to another file
     *     system
     */
    CompletionStage<byte[]> readPiece(int piece);

    /**
     * Waits for its metadata. For a torrent that was added with its metadata the stage has ended already. There is no
     * time limit: nobody may have the metadata. That a peer sends wrong metadata does not end it, as others are asked.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#METADATA_RECEIVED}.
     *
     * @return ends with this torrent once {@link #files()} are known; exceptionally with {@link ErrorCode#ENGINE} if an
     *     error stops it, such as unusable metadata, {@link ErrorCode#BAD_HANDLE} if it is removed, or {@link
     *     ErrorCode#NO_SESSION} if the session stops. Cancelling it gives up waiting, nothing else.
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    CompletionStage<Torrent> whenMetadata();

    /**
     * Waits until all files that are not skipped are complete and verified ({@link TorrentStatus#isFinished()}). If they
     * are, the stage has ended already. There is no time limit, and a torrent that is paused, queued, checked or without
     * peers is waited for. One whose files are all skipped is finished; of one whose priorities change meanwhile, what
     * is selected counts. A torrent can have pieces to download again afterwards, as after {@link #recheck()} or when
     * more files are selected: call this again then.
     *
     * <p>Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_FINISHED}.
     *
     * @return ends with this torrent; exceptionally with {@link ErrorCode#ENGINE} if an error stops the download ({@link
     *     org.torrentxt.api.alert.AlertType#TORRENT_ERROR}, or {@link org.torrentxt.api.alert.AlertType#FILE_ERROR} when
     *     it cannot write), {@link ErrorCode#BAD_HANDLE} if the torrent is removed, or {@link ErrorCode#NO_SESSION} if
     *     the session stops. Cancelling it gives up waiting, not the download.
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    CompletionStage<Torrent> whenFinished();

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

    /** A direction within the download queue. */
    enum QueueMove {
        /** One position towards the front. */
        UP,
        /** One position towards the end. */
        DOWN,
        /** To the front. */
        TOP,
        /** To the end. */
        BOTTOM
    }

    /**
     * Connects to a peer, within seconds even if it failed or left recently. Whether it answers is shown by {@link
     * #peers()} only; nothing changes for one that is connected. While the torrent is paused or being checked, the peer
     * is stored, and the connection is made when the torrent starts. A peer banned for bad data stays banned.
     *
     * @param peer address and port (1 to 65535), not null
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone; {@link ErrorCode#INVALID_ARGUMENT} for
     *     port 0, for an address that the session's network does not allow, or for one that its IP filter blocks
     */
    void connectPeer(Endpoint peer);

    /**
     * Removes the torrent from the session, and if requested deletes its files, and folders that are then empty. Other
     * files in these folders are kept, and are not a failure. The file in which parts of skipped files are kept ({@code
     * .HASH.parts} in the save path) is deleted in any case, unless resume data was saved, which needs it.
     *
     * <p>The torrent is gone when this returns; everything else that is requested of it ends exceptionally then.
     *
     * <p>Alerts: {@link org.torrentxt.api.alert.AlertType#TORRENT_REMOVED}, and then, when files are deleted,
     * {@link org.torrentxt.api.alert.AlertType#TORRENT_DELETED} or
     * {@link org.torrentxt.api.alert.AlertType#TORRENT_DELETE_FAILED}.
     *
     * @param deleteFiles true to delete the downloaded files, too
     * @return ends once the engine has removed it, or once its files are deleted; exceptionally with {@link
     *     ErrorCode#ENGINE} if some remain, which the message names, {@link ErrorCode#NO_SESSION} if the session stops
     *     first, or {@link ErrorCode#TIMEOUT} after a minute, or an hour for its files
     * @throws TorrentException {@link ErrorCode#BAD_HANDLE} once it is gone
     */
    CompletionStage<Void> remove(boolean deleteFiles);

    /**
     * The name if it is known, else the info-hash; the folder of {@link Path}s is in {@link TorrentStatus#savePath()}.
     */
    @Override
    String toString();
}
