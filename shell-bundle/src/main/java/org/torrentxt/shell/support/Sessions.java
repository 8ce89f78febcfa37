package org.torrentxt.shell.support;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;

/** The running sessions, and the choice between them. */
public final class Sessions {
    /** The option that names the session of a command. */
    public static final String OPTION = "--session";

    private static final String DEFAULT = "default";

    private final Services services;

    /** The sessions among the given services. */
    public Sessions(Services services) {
        this.services = services;
    }

    /** All running sessions, by name. */
    public List<TorrentSession> all() {
        return services.all(TorrentSession.class).stream()
                .sorted(Comparator.comparing(TorrentSession::name))
                .toList();
    }

    /**
     * The session with a name; without a name, the only running one, else the one named {@value #DEFAULT}.
     *
     * @param name null for none
     * @throws TorrentException NO_SESSION if there is no such session, with the reason; INVALID_ARGUMENT if a name
     *     must be given
     */
    public TorrentSession choose(String name) {
        List<TorrentSession> running = all();
        if (name == null && running.size() == 1) {
            return running.get(0);
        }
        if (running.isEmpty()) {
            throw new TorrentException(ErrorCode.NO_SESSION, "no session is running: " + whyNone());
        }
        String wanted = name == null ? DEFAULT : name;
        return running.stream()
                .filter(session -> session.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> name == null
                        ? TorrentException.invalid(
                                "several sessions are running, choose one with --session: " + names(running))
                        : notRunning(name, running));
    }

    private TorrentException notRunning(String name, List<TorrentSession> running) {
        String reason = engine().map(engine -> engine.failedSessions().get(name))
                .map(why -> "session '" + name + "' is not running: " + why)
                .orElse("no such session: '" + name + "'");
        return new TorrentException(ErrorCode.NO_SESSION, reason + "; running: " + names(running));
    }

    private String whyNone() {
        return engine().map(Sessions::whyNone).orElse(Failures.missingService(TorrentEngine.class));
    }

    private static String whyNone(TorrentEngine engine) {
        Optional<String> problem = engine.problem();
        if (problem.isPresent()) {
            return problem.get();
        }
        Map<String, String> failed = new TreeMap<>(engine.failedSessions());
        return failed.isEmpty()
                ? "no session is configured; add the file etc/" + TorrentSession.PID + "-default.cfg"
                : failed.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("; "));
    }

    private Optional<TorrentEngine> engine() {
        return services.find(TorrentEngine.class);
    }

    private static String names(List<TorrentSession> sessions) {
        return sessions.stream().map(TorrentSession::name).collect(Collectors.joining(", "));
    }
}
