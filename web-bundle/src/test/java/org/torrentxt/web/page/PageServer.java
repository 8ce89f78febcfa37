package org.torrentxt.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.history.RateHistory;
import org.torrentxt.testing.FakeHealth;
import org.torrentxt.testing.FakeHistory;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.event.EventServlet;
import org.torrentxt.web.event.SessionEvents;
import org.torrentxt.web.file.FilesServlet;
import org.torrentxt.web.login.LoginServlet;
import org.torrentxt.web.rpc.RpcServlet;

/** All that a browser asks for, in one server. */
final class PageServer {
    private PageServer() {}

    /** A running server of these sessions. */
    static WebServer start(TorrentSession... sessions) {
        return start(Optional.empty(), sessions);
    }

    /** The same, in a fleet. */
    static WebServer start(Optional<Fleet> fleet, TorrentSession... sessions) {
        WebServer server = without(fleet, sessions);
        EventServlet events = SessionEvents.servlet(server.web(), List.of(sessions));
        return server.page("/events", events).page("/events/*", events).start();
    }

    /** The same, but nothing is pushed. */
    static WebServer startWithoutEvents(TorrentSession... sessions) {
        return without(Optional.empty(), sessions).start();
    }

    private static WebServer without(Optional<Fleet> fleet, TorrentSession... sessions) {
        WebServer server = new WebServer(Map.of(), sessions);
        return server.page("/*", new PageServlet(server.web()))
                .page("/login", new LoginServlet(server.web()))
                .page("/api/*", new SiteServlet(server.web(), health(sessions), history(sessions), fleet))
                .page("/files/*", new FilesServlet(server.web()))
                .rpc("/*", new RpcServlet(server.web()));
    }

    private static FakeHistory history(TorrentSession... sessions) {
        return new FakeHistory(Stream.of(sessions)
                .map(session -> RateHistory.builder(
                                session.name(), Instant.now().minus(Duration.ofMinutes(4)))
                        .downloadRates(List.of(RateHistory.UNKNOWN, 2048L, 4096L, 1024L))
                        .uploadRates(List.of(RateHistory.UNKNOWN, 0L, 512L, 512L))
                        .build())
                .toArray(RateHistory[]::new));
    }

    // as the checks do, with the names of torrents
    private static FakeHealth health(TorrentSession... sessions) {
        return new FakeHealth(Stream.of(sessions)
                .flatMap(session -> session.statuses().stream()
                        .map(torrent -> HealthFinding.builder(
                                        HealthFinding.Level.WARN, "peers", "no peers: " + torrent.name())
                                .session(session.name())
                                .build()))
                .toArray(HealthFinding[]::new));
    }
}
