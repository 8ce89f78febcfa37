package org.torrentxt.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.status.PeerInfo;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.transfer.StateTransfer;

/**
 * A running BitTorrent session, as an OSGi service.
 *
 * <p>There is one per configuration of the factory PID {@value #PID}. The service is registered while the session runs,
 * with its name in the service property {@value #SESSION_NAME}; select one with a target filter such as
 * {@code (session.name=default)}. Once it is stopped, getters return empty values and actions throw
 * {@link TorrentException} with {@link ErrorCode#NO_SESSION}. All members may be called from any thread.
 */
@ProviderType
public interface TorrentSession {
    /** The factory PID of a session's configuration. */
    String PID = "org.torrentxt.session";

    /** The service property with the session's name, a String. */
    String SESSION_NAME = "session.name";

    /**
     * The key of the logging context (MDC of SLF4J) by which a thread says on whose behalf it calls, such as {@code user
     * jane of the intranet}: the line of the log about a torrent that it adds has that text after {@code added by}. It is
     * cut after 200 characters. Without it, that line names the calling bundle.
     */
    String LOG_USER = "torrentxt.user";

    /** The session's name, unique among running sessions. */
    String name();

    /** The engine's version, such as {@code 2.0.6.0}. */
    String engineVersion();

    /**
     * Rates, totals and sizes of the whole session. Waits for the engine's counters, normally for a few milliseconds,
     * at most a second.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    SessionStatus status();

    /**
     * The TCP port on which peers can reach this session.
     *
     * @return 1 to 65535; 0 while it is not listening
     */
    int listenPort();

    /** The endpoints on which the session accepts TCP connections; empty while it is not listening. */
    List<Endpoint> listenEndpoints();

    /**
     * Adds a torrent. If one with either of its info-hashes was already added, that is returned, and {@link
     * AddResult#isNew()} is false. It is not changed, except that it gets the labels of the request, and those of its
     * attributes whose keys it has no value of yet.
     *
     * <p>Reads the .torrent file, if one is given, and waits for the engine to add the torrent, normally for less than
     * a millisecond; its files are checked afterwards. Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_ADDED},
     * then {@link org.torrentxt.api.alert.AlertType#METADATA_RECEIVED} once the metadata of a magnet link has arrived.
     *
     * @param request the torrent and its options, not null
     * @return the torrent and whether it is new, never null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a malformed source, tracker or peer, anything
     *     that the session's {@code network} does not allow, a save path that cannot be written to, or too many labels
     *     or attributes together with those of the torrent that was already added,
     *     {@link ErrorCode#NO_SESSION} once the session is stopped; nothing is added then
     */
    AddResult add(AddTorrent request);

    /**
     * Adds torrents, even thousands at a time, without waiting for the engine; otherwise like {@link #add}. .torrent
     * files are read on another thread.
     *
     * @param requests the torrents and their options, not null and without nulls
     * @return for each request, in order, a stage that ends with what {@link #add} returns, or exceptionally with the
     *     {@link TorrentException} that {@link #add} would throw; one that fails, or is cancelled, does not affect the
     *     others
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    List<CompletionStage<AddResult>> addAll(List<AddTorrent> requests);

    /** The torrent with that id; empty if there is none. Waits for at most 10 seconds if it is being loaded. */
    Optional<Torrent> find(int id);

    /**
     * The torrent with that info-hash; empty if there is none. Waits for at most 10 seconds while torrents are loaded.
     *
     * @param infoHash v1 or v2, not null
     */
    Optional<Torrent> find(InfoHash infoHash);

    /** All torrents, in the order they were added. */
    List<Torrent> torrents();

    /** The number of torrents. */
    int torrentCount();

    /** The status of all torrents, in the order they were added, read from the engine in one step. */
    List<TorrentStatus> statuses();

    /**
     * The statuses that have changed since an earlier call, for those who show or watch many torrents: begin with 0, then
     * pass the {@link StatusChanges#version()} of the last result. Costs what has changed rather than what there is, and
     * little more for many callers than for one: they share what is read from the engine.
     *
     * <p>A torrent has changed if it was added, if its status differs in anything but {@link TorrentStatus#activeTime()},
     * {@link TorrentStatus#finishedTime()} and {@link TorrentStatus#seedingTime()}, which grow by themselves, or if a
     * method of this API was called that changes something else about it: limits, priorities, trackers, web seeds or
     * flags. It is contained once, as it is now, whatever has happened in between.
     *
     * <p>Everything is contained that calls of this API have changed before, and what the engine did until half a second
     * before; connections of a torrent that had none, and {@link TorrentStatus#noPeersReason()}, until five seconds
     * before. Waits for the engine, normally for a few milliseconds, at most a second.
     *
     * @param since version of an earlier result of this session. All torrents are contained if it is 0, too old or not of
     *     this session; see {@link StatusChanges#isComplete()}
     * @return never null; no torrents, and version 0, once the session is stopped
     */
    StatusChanges changes(long since);

    /**
     * A snapshot of the torrent with that id, as a value that can be sent to another JVM, unlike the {@link Torrent}.
     *
     * @return empty if there is none, or once the session is stopped
     */
    default Optional<TorrentInfo> info(int id) {
        return find(id).flatMap(TorrentInfo::of);
    }

    /**
     * The peers that the torrent with that id is connected or connecting to, like {@link Torrent#peers()}.
     *
     * @return empty if there is no such torrent, or once the session is stopped
     */
    default List<PeerInfo> peers(int id) {
        return find(id).map(Torrent::peers).orElse(List.of());
    }

    /**
     * Pauses all torrents at once; their own states take effect again when the session resumes.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    void pause();

    /**
     * Ends {@link #pause()}.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    void resume();

    /** True between {@link #pause()} and {@link #resume()}. */
    boolean isPaused();

    /**
     * Waits until the saved torrents are loaded, which begins when the session starts. Until then {@link #torrents()}
     * has only those loaded so far, and {@link #find} and {@link #add} wait for the others, {@link #find} for at most 10
     * seconds. See {@link SessionStatus#isLoading()}.
     *
     * @return ends once all that can be loaded are; at once for a session that is not saved; exceptionally with
     *     {@link ErrorCode#NO_SESSION} if the session stops before
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    CompletionStage<Void> whenLoaded();

    /**
     * Saves everything that has changed until now, including the progress of all torrents, and waits for the disk; for
     * use before a backup. Changes are saved without this, too, after the {@code resume.interval} of the session's
     * configuration at the latest.
     *
     * @return ends once all is on disk; at once for a session that is not saved; exceptionally with a
     *     {@link TorrentException} that says why it could not be written within the session's {@code stop.timeout}, or
     *     with {@link ErrorCode#NO_SESSION} if the session stops before
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    CompletionStage<Void> saveState();

    /** The engine's settings, by libtorrent's names. */
    SessionSettings settings();

    /** The addresses that the session blocks. */
    IpFilter ipFilter();

    /** Backups of its state, and torrents of backups and of other clients. */
    StateTransfer stateTransfer();

    /** The session's DHT node (BEP 5, BEP 44). */
    Dht dht();
}
