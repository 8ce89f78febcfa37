package org.torrentxt.shell.action;

import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.complete.SessionNameCompleter;
import org.torrentxt.shell.support.Sessions;

/** A command on one session. */
public abstract class SessionAction extends ShellAction {
    @Option(
            name = Sessions.OPTION,
            description = "Session name; not needed if only one session is running, or for the one named default")
    @Completion(SessionNameCompleter.class)
    private String sessionName;

    /**
     * The selected session.
     *
     * @throws TorrentException if there is none, or a choice is required; the message says what to do
     */
    protected final TorrentSession session() {
        return new Sessions(services()).choose(sessionName);
    }

    /** The torrent's status; fails if the torrent was removed. */
    protected static TorrentStatus statusOf(Torrent torrent) {
        return torrent.status().orElseThrow(() -> gone(torrent));
    }

    /** The exception for a torrent that was removed while the command was running. */
    protected static TorrentException gone(Torrent torrent) {
        return new TorrentException(ErrorCode.BAD_HANDLE, "torrent " + torrent.id() + " was removed meanwhile");
    }
}
