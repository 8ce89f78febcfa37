package org.torrentxt.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;

/**
 * A running BitTorrent session, as an OSGi service.
 *
 * <p>There is one per configuration of the factory PID {@value #PID}. The service is registered while the session runs, with
 * its name in the service property {@value #SESSION_NAME}; pick one of several with a target filter such as
 * {@code (session.name=default)}. Once it is stopped, getters answer empty and actions throw {@link TorrentException} with
 * {@link ErrorCode#NO_SESSION}. All members may be called from any thread.
 */
@ProviderType
public interface TorrentSession {
    /** The factory PID of a session's configuration. */
    String PID = "org.torrentxt.session";

    /** The service property that holds the session's name, a String. */
    String SESSION_NAME = "session.name";

    /** The session's name, unique among the running ones. */
    String name();

    /** The engine's version, such as {@code 2.0.6.0}. */
    String engineVersion();

    /**
     * Rates, totals and sizes of the whole session. Waits for the engine's counters, normally for a few milliseconds, at
     * most for a second.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    SessionStatus status();

    /**
     * The port that peers reach this session at by TCP.
     *
     * @return 1 to 65535; 0 while it listens to none
     */
    int listenPort();

    /** The endpoints the session accepts TCP connections at; empty while it listens to none. */
    List<Endpoint> listenEndpoints();

    /**
     * Adds a torrent. A torrent that was already added, by either of its info-hashes, is returned unchanged.
     *
     * <p>Reads the .torrent file where one is named, and waits for the engine to have the torrent, normally for less than a millisecond; its
     * files are checked afterwards. Alert: {@link org.torrentxt.api.alert.AlertType#TORRENT_ADDED}, then
     * {@link org.torrentxt.api.alert.AlertType#METADATA_RECEIVED} once a magnet's metadata has arrived.
     *
     * @param request what to add and how, not null
     * @return the torrent, never null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a malformed source, tracker or peer, what this session's
     *     {@code network} rules out, or a save path that cannot be written to, {@link ErrorCode#NO_SESSION} once the session is stopped; nothing is added then
     */
    Torrent add(AddTorrent request);

    /**
     * Adds torrents without waiting for the engine, thousands at a time; as {@link #add} otherwise. .torrent files are read on another
     * thread.
     *
     * @param requests what to add and how, not null and without nulls
     * @return for each request, in order, a stage that ends with the torrent, or exceptionally with the {@link TorrentException} that
     *     {@link #add} would throw; one that fails, or is cancelled, leaves the others alone
     * @throws TorrentException {@link ErrorCode#NO_SESSION} once the session is stopped
     */
    List<CompletionStage<Torrent>> addAll(List<AddTorrent> requests);

    /** The torrent of that id; empty if there is none. */
    Optional<Torrent> find(int id);

    /**
     * The torrent of that info-hash; empty if there is none.
     *
     * @param infoHash v1 or v2, not null
     */
    Optional<Torrent> find(InfoHash infoHash);

    /** All torrents, in the order they were added. */
    List<Torrent> torrents();

    /** How many torrents there are. */
    int torrentCount();

    /** The status of all torrents, in the order they were added, asked from the engine in one step. */
    List<TorrentStatus> statuses();

    /**
     * Pauses all torrents at once; each keeps its own state for when the session resumes.
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

    /** The engine's settings, by libtorrent's names. */
    SessionSettings settings();

    /** The addresses that the session blocks. */
    IpFilter ipFilter();

    /** The session's node of the DHT (BEP 5, BEP 44). */
    Dht dht();
}
