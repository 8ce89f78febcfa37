package org.torrentxt.dht.access;

import java.util.Collection;
import java.util.stream.Collectors;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.store.DhtStore;

/** The session that the store works on, by its name, among those that run at the time of a call. */
public final class SessionChoice {
    private final String name;
    private final Collection<TorrentSession> running;

    /**
     * Chooses a session.
     *
     * @param name the session wanted
     * @param running the live collection of those that run
     */
    public SessionChoice(String name, Collection<TorrentSession> running) {
        this.name = name;
        this.running = running;
    }

    /** The name of the session wanted. */
    public String name() {
        return name;
    }

    /** The session; throws {@link ErrorCode#NO_SESSION} while it does not run. */
    public TorrentSession session() {
        return running.stream()
                .filter(session -> session.name().equals(name))
                .findFirst()
                .orElseThrow(this::notRunning);
    }

    /** The session's node of the DHT; throws as {@link #session()}. */
    public Dht dht() {
        return session().dht();
    }

    private TorrentException notRunning() {
        String others = running.stream().map(TorrentSession::name).sorted().collect(Collectors.joining(", "));
        return new TorrentException(
                ErrorCode.NO_SESSION,
                "the DHT store needs session '" + name + "', which does not run; "
                        + (others.isEmpty()
                                ? "no session does"
                                : "these do: " + others + " ('session' in configuration " + DhtStore.PID
                                        + " names one)"));
    }
}
