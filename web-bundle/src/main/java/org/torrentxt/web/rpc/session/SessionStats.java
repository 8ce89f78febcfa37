package org.torrentxt.web.rpc.session;

import java.io.IOException;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Output;

/** The method {@code session-stats}. */
final class SessionStats {
    private SessionStats() {}

    static Answer of(SessionView session) {
        SessionStatus status = session.status();
        // not read anew: clients ask often, and the session's status has just read them
        long paused = session.session().changes(0).statuses().stream()
                .filter(TorrentStatus::isPaused)
                .count();
        long seconds = session.preferences().secondsActive();
        return out -> {
            out.key("activeTorrentCount").value(status.numTorrents() - paused);
            out.key("downloadSpeed").value(status.downloadRate());
            out.key("pausedTorrentCount").value(paused);
            out.key("torrentCount").value(status.numTorrents());
            out.key("uploadSpeed").value(status.uploadRate());
            totals(out.key("cumulative-stats"), status.allTimeDownload(), status.allTimeUpload(), seconds);
            totals(out.key("current-stats"), status.totalDownload(), status.totalUpload(), seconds);
        };
    }

    private static void totals(Output out, long received, long sent, long seconds) throws IOException {
        out.startObject();
        out.key("downloadedBytes").value(received);
        out.key("filesAdded").value(0);
        out.key("secondsActive").value(seconds);
        out.key("sessionCount").value(1);
        out.key("uploadedBytes").value(sent);
        out.endObject();
    }
}
