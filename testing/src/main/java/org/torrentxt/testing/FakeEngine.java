package org.torrentxt.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentEngine;

/** An engine that is available until a problem is set. */
public final class FakeEngine implements TorrentEngine {
    static final String VERSION = "2.0.6.0";

    private final Map<String, String> failedSessions = new ConcurrentHashMap<>();
    private final List<SessionProblem> sessionProblems = new CopyOnWriteArrayList<>();

    private volatile String problem;
    private volatile int nativeCopies = 1;

    /** Makes it unavailable for the given reason; null makes it available again. */
    public void setProblem(String reason) {
        problem = reason;
    }

    /** Sets how many copies of the native library are loaded; 1 at first. */
    public void setNativeCopies(int count) {
        nativeCopies = count;
    }

    /** Makes a session fail to start for the given reason. */
    public void failSession(String name, String reason) {
        failedSessions.put(name, reason);
    }

    /** Adds a problem of a running session. */
    public void addSessionProblem(SessionProblem found) {
        sessionProblems.add(found);
    }

    @Override
    public boolean isAvailable() {
        return problem == null;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String bindingVersion() {
        return "2.0.6-26";
    }

    @Override
    public Optional<Path> nativeLibrary() {
        return Optional.empty();
    }

    @Override
    public int nativeCopies() {
        return nativeCopies;
    }

    @Override
    public boolean isMmapSafe() {
        return false;
    }

    @Override
    public Map<String, String> failedSessions() {
        return Map.copyOf(failedSessions);
    }

    @Override
    public List<SessionProblem> sessionProblems() {
        return List.copyOf(sessionProblems);
    }
}
