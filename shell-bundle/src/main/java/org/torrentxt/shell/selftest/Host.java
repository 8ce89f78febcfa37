package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.TorrentException;

/** What the self-test needs of the place it runs in. */
interface Host {
    /**
     * Opens a session on this host alone.
     *
     * @param name a new name
     * @param folder for its files and its state
     * @return the session, running
     * @throws TorrentException with the reason if it does not run
     */
    TemporarySession openSession(String name, Path folder) throws IOException, InterruptedException, TimeoutException;

    /** Subscribes to the events of the session of that name, which need not run yet. */
    EventLog subscribe(String session);
}
