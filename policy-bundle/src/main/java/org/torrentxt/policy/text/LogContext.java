package org.torrentxt.policy.text;

import java.util.function.Supplier;
import org.slf4j.MDC;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertTopics;

/** The session and the torrent that lines of the log are about, by the keys that the session itself uses. */
public final class LogContext {
    private static final String SESSION = "torrentxt." + AlertTopics.SESSION;
    private static final String TORRENT = "torrentxt." + AlertTopics.TORRENT;

    private LogContext() {}

    /** Has the session that an action calls know on whose behalf it is called. */
    public static <T> T callingAs(String user, Supplier<T> action) {
        MDC.put(TorrentSession.LOG_USER, user);
        try {
            return action.get();
        } finally {
            MDC.remove(TorrentSession.LOG_USER);
        }
    }

    /** Has the lines that an action logs be about a torrent. */
    public static void about(String session, int torrent, Runnable log) {
        MDC.put(SESSION, session);
        MDC.put(TORRENT, String.valueOf(torrent));
        try {
            log.run();
        } finally {
            MDC.remove(SESSION);
            MDC.remove(TORRENT);
        }
    }
}
