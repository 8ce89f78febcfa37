package org.torrentxt.dht.access;

import java.util.Collection;
import java.util.stream.Collectors;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.store.DhtStore;

/** Finds the session of the store, by name, among those running at the time of a call. */
public final class SessionChoice {
    private final String name;
    private final Collection<TorrentSession> running;

    /**
     * Creates an instance.
     *
     * @param name the name of the session
     * @param running the live collection of running sessions
     */
    public SessionChoice(String name, Collection<TorrentSession> running) {
        this.name = name;
        this.running = running;
    }

    /** The name of the session. */
    public String name() {
        return name;
    }

    /** The session; throws {@link ErrorCode#NO_SESSION} while it is not running. */
    public TorrentSession session() {
        return running.stream()
                .filter(session -> session.name().equals(name))
                .findFirst()
                .orElseThrow(this::notRunning);
    }

    /** The session's DHT node; throws like {@link #session()}. */
    public Dht dht() {
        return session().dht();
    }

    private TorrentException notRunning() {
        String others = running.stream().map(TorrentSession::name).sorted().collect(Collectors.joining(", "));
        return new TorrentException(
                ErrorCode.NO_SESSION,
                "the DHT store requires session '" + name + "', which is not running; "
                        + (others.isEmpty()
                                ? "no session is running"
                                : "running: " + others + " (set 'session' in configuration " + DhtStore.PID + ")"));
    }
}
