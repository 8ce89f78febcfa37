package org.torrentxt.shell.session;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Units;

/** Shows or sets the limits shared by all torrents of a session. */
@Service
@Command(
        scope = "torrent",
        name = "session-limit",
        description = "Shows or sets the limits shared by all torrents of a session; changes last until its"
                + " configuration changes."
                + " Example: torrent:session-limit --down 10MiB --up 2MiB")
public final class SessionLimitCommand extends SessionAction {
    @Option(name = "--down", description = "Download limit in bytes per second, such as 10MiB, or none")
    private String down;

    @Option(name = "--up", description = "Upload limit in bytes per second, such as 10MiB, or none")
    private String up;

    @Option(name = "--connections", description = "Maximum number of connections, 2 or more, or none")
    private String connections;

    @Option(
            name = "--uploads",
            description = "Maximum number of peers to upload to at the same time, 1 or more, or none")
    private String uploads;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    protected void run() {
        LimitChange change = LimitChange.parse(down, up, connections, uploads);
        TorrentSession session = session();
        Map<String, Long> settings = change.toSettings();
        if (!settings.isEmpty()) {
            session.settings().set(settings);
        }
        SessionLimits limits = SessionLimits.of(session.settings());
        if (json) {
            output().json(limits);
        } else {
            output().details(new Details()
                    .group("Limits of session " + session.name())
                    .add("Down", Units.rateLimit(limits.downloadLimit()))
                    .add("Up", Units.rateLimit(limits.uploadLimit()))
                    .add("Connections", Units.countLimit(limits.maxConnections()))
                    .add("Uploads", Units.countLimit(limits.maxUploads())));
        }
    }
}
