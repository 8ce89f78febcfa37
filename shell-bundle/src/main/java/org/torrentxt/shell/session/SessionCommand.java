package org.torrentxt.shell.session;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Units;

/** Shows the status of a session. */
@Service
@Command(
        scope = "torrent",
        name = "session",
        description = "Shows the status of a session. Example: torrent:session --json")
public final class SessionCommand extends SessionAction {
    @Option(name = "--json", description = "Print one JSON object with all engine counters")
    private boolean json;

    @Override
    protected void run() {
        TorrentSession session = session();
        SessionStatus status = session.status();
        if (json) {
            output().json(status);
        } else {
            output().details(details(session, status));
        }
    }

    private static Details details(TorrentSession session, SessionStatus status) {
        return new Details()
                .group("Session " + status.name())
                .add("Engine", "libtorrent " + session.engineVersion())
                .add("Network", status.network().label())
                .add(
                        "Listening on",
                        status.listenEndpoints().stream()
                                .map(Endpoint::toString)
                                .collect(Collectors.joining(", ")))
                .add("Disk I/O", status.diskIo().label())
                .add("State folder", status.stateFolder().map(Path::toString).orElse("none: temporary"))
                .add("State", status.isPaused() ? "paused" : "running")
                .group("Transfer")
                .add("Torrents", status.numTorrents())
                .add("Loading", loading(status))
                .add("Peers", status.numPeers())
                .add("Down", Units.rate(status.downloadRate()))
                .add("Up", Units.rate(status.uploadRate()))
                .add("Downloaded", Units.size(status.totalDownload()))
                .add("Uploaded", Units.size(status.totalUpload()))
                .add("In all runs", inAllRuns(status))
                .group("Health")
                .add("DHT nodes", status.dhtNodes())
                .add("Events dropped", status.alertsDropped())
                .add(
                        "Stuck subscribers",
                        status.stuckSubscribers().stream()
                                .map(StuckSubscriber::text)
                                .collect(Collectors.joining("; ")));
    }

    private static String loading(SessionStatus status) {
        return status.isLoading() ? status.numLoaded() + " of " + Units.plural(status.numSaved(), "saved torrent") : "";
    }

    private static String inAllRuns(SessionStatus status) {
        boolean isFirst =
                status.allTimeDownload() == status.totalDownload() && status.allTimeUpload() == status.totalUpload();
        return isFirst
                ? ""
                : Units.size(status.allTimeDownload()) + " down, " + Units.size(status.allTimeUpload()) + " up";
    }
}
