package org.torrentxt.shell.support;

import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.complete.SessionNameCompleter;

/** A command on one session. */
public abstract class SessionAction extends ShellAction {
    /** The option that names the session. */
    public static final String SESSION_OPTION = "--session";

    @Option(
            name = SESSION_OPTION,
            description = "Name of the session; not needed where one runs, or for the one named default")
    @Completion(SessionNameCompleter.class)
    private String sessionName;

    /**
     * The session that is meant.
     *
     * @throws TorrentException if there is none, or none can be chosen, with what to do
     */
    protected final TorrentSession session() {
        return new Sessions(services()).choose(sessionName);
    }

    /** The torrent's status, or the failure that says that it is gone. */
    protected static TorrentStatus statusOf(Torrent torrent) {
        return torrent.status().orElseThrow(() -> gone(torrent));
    }

    /** What to throw when a torrent went while the command was at it. */
    protected static TorrentException gone(Torrent torrent) {
        return new TorrentException(ErrorCode.BAD_HANDLE, "torrent " + torrent.id() + " was removed meanwhile");
    }
}
