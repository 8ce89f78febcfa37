package org.torrentxt.shell.fake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentEngine;

/** An engine that is there, until it is given a problem. */
public final class FakeEngine implements TorrentEngine {
    /** What is wrong with it; null for nothing. */
    public String problem;

    /** The sessions that do not run. */
    public final Map<String, String> failedSessions = new HashMap<>();

    /** What is not as configured with those that run. */
    public final List<SessionProblem> sessionProblems = new ArrayList<>();

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
        return "2.0.6.0";
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
    public boolean isMmapSafe() {
        return false;
    }

    @Override
    public Map<String, String> failedSessions() {
        return failedSessions;
    }

    @Override
    public List<SessionProblem> sessionProblems() {
        return sessionProblems;
    }
}
