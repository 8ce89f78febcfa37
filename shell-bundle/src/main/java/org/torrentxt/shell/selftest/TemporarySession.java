package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.TorrentSession;

/** A session that exists until it is closed. */
interface TemporarySession {
    /** The session. */
    TorrentSession session();

    /**
     * Stops the session and deletes its configuration.
     *
     * @throws TimeoutException if it does not stop in time
     */
    void close() throws IOException, InterruptedException, TimeoutException;
}
