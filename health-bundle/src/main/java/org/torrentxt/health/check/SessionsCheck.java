package org.torrentxt.health.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;

/** All sessions: those that are running, and those that are configured and are not. */
@Component(property = {HealthCheck.NAME + "=sessions", "service.ranking:Integer=200"})
public final class SessionsCheck implements HealthCheck {
    private final Collection<TorrentSession> running = new CopyOnWriteArrayList<>();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile TorrentEngine engine;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ConfigurationAdmin configurations;

    /** Called by Declarative Services. */
    @Activate
    public SessionsCheck() {
        // the engine, sessions and configurations come and go
    }

    /** For use without Declarative Services; null for a service that is not there. */
    SessionsCheck(TorrentEngine engine, ConfigurationAdmin configurations, TorrentSession... sessions) {
        this.engine = engine;
        this.configurations = configurations;
        running.addAll(List.of(sessions));
    }

    /** Called by Declarative Services for each session that starts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(TorrentSession session) {
        running.add(session);
    }

    /** Called by Declarative Services for each session that stops. */
    void removeSession(TorrentSession session) {
        running.remove(session);
    }

    @Override
    public List<HealthFinding> check() {
        Optional<TorrentEngine> present = Optional.ofNullable(engine);
        List<TorrentSession> sessions = running.stream()
                .sorted(Comparator.comparing(TorrentSession::name))
                .toList();
        Map<String, String> failed =
                new TreeMap<>(present.map(TorrentEngine::failedSessions).orElse(Map.of()));
        List<HealthFinding> findings = new ArrayList<>();
        failed.forEach((name, reason) ->
                findings.add(Findings.of(name, Findings.fail("session " + name, "not running: " + reason))));
        if (present.isPresent() && sessions.isEmpty() && failed.isEmpty()) {
            findings.add(Findings.warn(
                    "sessions", "no session is configured; add the file etc/" + TorrentSession.PID + "-default.cfg"));
        }
        List<HealthFinding> problems = present.map(TorrentEngine::sessionProblems).orElse(List.of()).stream()
                .map(SessionsCheck::finding)
                .toList();
        boolean isMmapSafe = present.map(TorrentEngine::isMmapSafe).orElse(false);
        for (TorrentSession session : sessions) {
            session(session, isMmapSafe).stream()
                    .map(finding -> Findings.of(session.name(), finding))
                    .filter(finding -> problems.stream().noneMatch(problem -> replaces(problem, finding)))
                    .forEach(findings::add);
        }
        findings.addAll(problems);
        return findings;
    }

    private static HealthFinding finding(SessionProblem problem) {
        HealthFinding finding = switch (problem.severity()) {
            case WARNING -> Findings.warn(problem.subject(), problem.text());
            case ERROR -> Findings.fail(problem.subject(), problem.text());
        };
        return Findings.of(problem.session(), finding);
    }

    // What is not as configured takes the place of what is well with the same subject.
    private static boolean replaces(HealthFinding problem, HealthFinding finding) {
        return problem.session().equals(finding.session())
                && problem.subject().equals(finding.subject())
                && problem.level() != Level.OK;
    }

    private List<HealthFinding> session(TorrentSession session, boolean isMmapSafe) {
        try {
            ConfiguredFolders folders = new ConfiguredFolders(Optional.ofNullable(configurations));
            return new SessionCheckup(session, folders, isMmapSafe).run();
        } catch (TorrentException | IOException e) {
            return List.of(Findings.fail("session " + session.name(), Texts.line(e)));
        }
    }
}
