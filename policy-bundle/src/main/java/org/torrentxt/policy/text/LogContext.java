package org.torrentxt.policy.text;

import org.slf4j.MDC;
import org.torrentxt.api.alert.AlertTopics;

/** The session and the torrent that lines of the log are about, by the keys that the session itself uses. */
public final class LogContext {
    private static final String SESSION = "torrentxt." + AlertTopics.SESSION;
    private static final String TORRENT = "torrentxt." + AlertTopics.TORRENT;

    private LogContext() {}

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
