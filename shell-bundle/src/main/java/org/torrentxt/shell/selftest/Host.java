package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.TorrentException;

/** What the self-test needs from its environment. */
interface Host {
    /**
     * Opens a session that stays on this host.
     *
     * @param name a new name
     * @param folder folder for its files and its state
     * @return the session, running
     * @throws TorrentException with the reason if it does not start
     */
    TemporarySession openSession(String name, Path folder) throws IOException, InterruptedException, TimeoutException;

    /** Subscribes to the events of the session of that name, which need not be running yet. */
    EventLog subscribe(String session);
}
