package org.torrentxt.shell.doctor;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.Services;
import org.torrentxt.shell.support.Sessions;

/** The checks of {@code torrent:doctor}: the engine and all sessions. */
public final class Checkup {
    private final Services services;
    private final StoreBundle store;
    private final Instant installed;

    /**
     * Checks of the engine and the sessions among the services.
     *
     * @param store state of the DHT store's bundle
     * @param installed when this bundle was installed: a clock before that is wrong
     */
    public Checkup(Services services, StoreBundle store, Instant installed) {
        this.services = services;
        this.store = store;
        this.installed = installed;
    }

    /** Checks everything. */
    public List<Finding> run() throws InterruptedException {
        Optional<TorrentEngine> engine = services.find(TorrentEngine.class);
        List<TorrentSession> sessions = new Sessions(services).all();
        Map<String, String> failed =
                new TreeMap<>(engine.map(TorrentEngine::failedSessions).orElse(Map.of()));

        List<Finding> findings = new ArrayList<>();
        findings.add(engine.map(Checkup::engine)
                .orElseGet(() -> Finding.fail("engine", Failures.missingService(TorrentEngine.class))));
        engine.filter(loaded -> loaded.nativeCopies() > 1).map(Checkup::copies).ifPresent(findings::add);
        findings.add(clock(Instant.now()));
        failed.forEach((name, reason) -> findings.add(
                Finding.fail("session " + name, "not running: " + reason).of(name)));
        if (engine.isPresent() && sessions.isEmpty() && failed.isEmpty()) {
            findings.add(Finding.warn(
                    "sessions", "no session is configured; add the file etc/" + TorrentSession.PID + "-default.cfg"));
        }
        List<Finding> problems = engine.map(TorrentEngine::sessionProblems).orElse(List.of()).stream()
                .map(Checkup::finding)
                .toList();
        boolean isMmapSafe = engine.map(TorrentEngine::isMmapSafe).orElse(false);
        for (TorrentSession session : sessions) {
            session(session, isMmapSafe).stream()
                    .map(finding -> finding.of(session.name()))
                    .filter(finding -> problems.stream().noneMatch(finding::isReplacedBy))
                    .forEach(findings::add);
        }
        findings.addAll(problems);
        findings.addAll(StoreCheckup.run(services, store));
        return findings;
    }

    private static Finding finding(SessionProblem problem) {
        Finding finding = switch (problem.severity()) {
            case WARNING -> Finding.warn(problem.subject(), problem.text());
            case ERROR -> Finding.fail(problem.subject(), problem.text());
        };
        return finding.of(problem.session());
    }

    private Finding clock(Instant now) {
        String text = Units.time(now) + " " + ZoneId.systemDefault();
        return now.isBefore(installed)
                ? Finding.fail(
                        "clock",
                        text + " is before the installation time (" + Units.time(installed)
                                + "); set the clock: DHT value versions and certificate checks depend on it")
                : Finding.ok("clock", text);
    }

    private static Finding engine(TorrentEngine engine) {
        return engine.problem()
                .map(problem -> Finding.fail("engine", problem))
                .orElseGet(() -> Finding.ok(
                        "engine",
                        "libtorrent " + engine.version() + ", binding " + engine.bindingVersion()
                                + engine.nativeLibrary()
                                        .map(file -> ", " + file)
                                        .orElse("")));
    }

    private static Finding copies(TorrentEngine engine) {
        return Finding.warn(
                "engine memory",
                engine.nativeCopies()
                        + " copies of the native library are loaded, because the engine's bundle was reinstalled or"
                        + " updated; restart the JVM to free the unused ones");
    }

    private List<Finding> session(TorrentSession session, boolean isMmapSafe) throws InterruptedException {
        try {
            return new SessionCheckup(session, services, isMmapSafe).run();
        } catch (TorrentException | IOException e) {
            return List.of(Finding.fail("session " + session.name(), Failures.line(e)));
        }
    }
}
