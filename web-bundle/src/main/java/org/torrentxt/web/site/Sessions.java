package org.torrentxt.web.site;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/** The running sessions, by name; safe for use by several threads. */
public final class Sessions {
    private final String standard;
    private final Collection<TorrentSession> running;

    /**
     * Creates an instance.
     *
     * @param standard the name of the configured session
     * @param running the live collection of running sessions
     */
    public Sessions(String standard, Collection<TorrentSession> running) {
        this.standard = standard;
        this.running = running;
    }

    /** The name of the session that is meant where none is named. */
    public String standard() {
        return standard;
    }

    /** The names of the running sessions, sorted. */
    public List<String> names() {
        return running.stream().map(TorrentSession::name).sorted().toList();
    }

    /** The configured session; throws like {@link #session(String)}. */
    public TorrentSession session() {
        return session(standard);
    }

    /**
     * The session of that name.
     *
     * @throws TorrentException {@link ErrorCode#NO_SESSION} if it is not running
     */
    public TorrentSession session(String name) {
        return find(name).orElseThrow(() -> notRunning(name));
    }

    /** The session of that name; empty if it is not running. */
    public Optional<TorrentSession> find(String name) {
        return running.stream().filter(session -> session.name().equals(name)).findFirst();
    }

    private TorrentException notRunning(String name) {
        String others = names().stream().collect(Collectors.joining(", "));
        return new TorrentException(
                ErrorCode.NO_SESSION,
                "session '" + name + "' is not running; "
                        + (others.isEmpty() ? "no session is running" : "running: " + others));
    }
}
