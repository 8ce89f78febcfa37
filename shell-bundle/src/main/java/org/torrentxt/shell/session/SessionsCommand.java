package org.torrentxt.shell.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.shell.action.ShellAction;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Sessions;

/** Lists the running sessions. */
@Service
@Command(
        scope = "torrent",
        name = "sessions",
        description = "Lists the running sessions. Example: torrent:sessions --no-format")
public final class SessionsCommand extends ShellAction {
    private static final Listing<SessionStatus> LISTING = new Listing<SessionStatus>("No sessions; see torrent:doctor")
            .text("Name", SessionStatus::name)
            .text("Network", status -> status.network().label())
            .text("State", status -> status.isPaused() ? "paused" : "running")
            .number("Torrents", SessionStatus::numTorrents)
            .number("Peers", SessionStatus::numPeers)
            .number("Down", status -> Units.rate(status.downloadRate()))
            .number("Up", status -> Units.rate(status.uploadRate()))
            .text("Listening on", SessionsCommand::endpoints)
            .hide("Up", "Down", "Peers", "Torrents", "Network");

    @Option(name = "--json", description = "Print one JSON array with all engine counters")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    protected void run() {
        List<SessionStatus> running = new Sessions(services())
                .all().stream().flatMap(session -> status(session).stream()).toList();
        output().listing(LISTING, running, json, noFormat);
    }

    // a session that stops meanwhile is not a running one
    private static Optional<SessionStatus> status(TorrentSession session) {
        try {
            return Optional.of(session.status());
        } catch (TorrentException e) {
            if (e.code() == ErrorCode.NO_SESSION) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String endpoints(SessionStatus status) {
        return status.listenEndpoints().isEmpty()
                ? Units.NONE
                : status.listenEndpoints().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
    }
}
