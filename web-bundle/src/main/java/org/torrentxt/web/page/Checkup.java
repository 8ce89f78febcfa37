package org.torrentxt.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.web.page.Finding.Severity;

/** What the engine and a session report about themselves; {@code torrent:doctor} checks the host, too. */
final class Checkup {
    private static final int NAMED = 3;

    private Checkup() {}

    /** The findings about the engine: why it or one of its sessions cannot run. */
    static List<Finding> of(Optional<TorrentEngine> engine) {
        List<Finding> findings = new ArrayList<>();
        engine.ifPresentOrElse(
                present -> {
                    present.problem()
                            .ifPresentOrElse(
                                    problem -> findings.add(new Finding(Severity.ERROR, "", "engine", problem)),
                                    () -> findings.add(new Finding(
                                            Severity.OK,
                                            "",
                                            "engine",
                                            "libtorrent " + present.version() + ", binding "
                                                    + present.bindingVersion())));
                    present.failedSessions()
                            .forEach((name, reason) ->
                                    findings.add(new Finding(Severity.ERROR, name, "session", reason)));
                    present.sessionProblems().forEach(problem -> findings.add(finding(problem)));
                },
                () -> findings.add(new Finding(Severity.ERROR, "", "engine", "no engine; is torrentxt-impl active?")));
        return findings;
    }

    /** The findings about a session. */
    static List<Finding> of(TorrentSession session) {
        SessionStatus status = session.status();
        String name = session.name();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(
                Severity.OK,
                name,
                "session",
                (status.isPaused() ? "paused" : "running") + " with " + plural(status.numTorrents(), "torrent")
                        + " and " + plural(status.numPeers(), "peer")));
        if (status.listenEndpoints().isEmpty()) {
            findings.add(new Finding(
                    Severity.ERROR,
                    name,
                    "listening",
                    "no open port, so no peer can connect; change listen.interfaces"));
        } else {
            findings.add(new Finding(
                    Severity.OK,
                    name,
                    "listening",
                    status.listenEndpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", "))));
        }
        if (!status.stuckSubscribers().isEmpty()) {
            findings.add(new Finding(
                    Severity.WARNING,
                    name,
                    "event handlers",
                    "stuck and missing events: "
                            + status.stuckSubscribers().stream()
                                    .map(StuckSubscriber::text)
                                    .collect(Collectors.joining(", "))));
        }
        withoutPeers(session)
                .forEach((reason, torrents) ->
                        findings.add(new Finding(Severity.WARNING, name, "peers", stalled(reason, torrents))));
        return findings;
    }

    private static Finding finding(SessionProblem problem) {
        return new Finding(
                problem.severity() == SessionProblem.Severity.ERROR ? Severity.ERROR : Severity.WARNING,
                problem.session(),
                problem.subject(),
                problem.text());
    }

    private static Map<String, List<TorrentStatus>> withoutPeers(TorrentSession session) {
        return session.statuses().stream()
                .filter(status -> !status.noPeersReason().isEmpty())
                .collect(Collectors.groupingBy(TorrentStatus::noPeersReason, LinkedHashMap::new, Collectors.toList()));
    }

    private static String stalled(String reason, List<TorrentStatus> torrents) {
        String named = torrents.stream()
                .limit(NAMED)
                .map(status -> status.id() + " " + status.name())
                .collect(Collectors.joining(", "));
        String others = torrents.size() > NAMED ? " and " + (torrents.size() - NAMED) + " more" : "";
        return plural(torrents.size(), "torrent") + " with no peers: " + reason + " (" + named + others + ")";
    }

    private static String plural(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
