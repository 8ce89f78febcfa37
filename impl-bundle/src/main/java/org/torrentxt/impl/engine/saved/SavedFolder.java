package org.torrentxt.impl.engine.saved;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.state.SessionStore;
import org.torrentxt.statefile.FolderInUseException;
import org.torrentxt.statefile.StateFolder;

/** The state folder of a session, opened: all but its torrents is read. */
public final class SavedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SavedFolder.class);

    private final String session;
    private final SessionStore store;
    private final StateReports reports;

    private SavedFolder(String session, SessionStore store, StateReports reports) {
        this.session = session;
        this.store = store;
        this.reports = reports;
    }

    /**
     * Opens the folder of a session, and reads all but its torrents.
     *
     * @param interval how long progress may wait to be saved
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if another session or process uses the folder, another
     *     one if it cannot be read
     */
    public static SavedFolder open(String session, Path folder, Duration interval) {
        StateReports reports = new StateReports(session);
        try {
            StateFolder files =
                    StateFolder.open(folder, holder(session), "torrentxt-" + session + "-state", interval, reports);
            files.weakness().ifPresent(problem -> LOG.warn("Session {}: state.dir {}", session, problem));
            try {
                return new SavedFolder(session, SessionStore.open(files), reports);
            } catch (IOException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    private static String holder(String session) {
        return "session '" + session + "'";
    }

    private static TorrentException refusal(Path folder, IOException e) {
        return e instanceof FolderInUseException
                ? new TorrentException(ErrorCode.SESSION_LIVE, "state.dir " + folder + " is in use: " + e.getMessage())
                : TorrentException.invalid("state.dir " + folder + " cannot be used: " + e.getMessage());
    }

    /**
     * Checks that a folder can be used, before a session that is running is stopped for it.
     *
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if another session or process uses it, another one if it
     *     cannot be written
     */
    public static void check(String session, Path folder) {
        try {
            StateFolder.check(folder, holder(session));
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    /** The next id for a torrent. */
    public int nextId() {
        return store.ids().next();
    }

    /** The name of the session. */
    String session() {
        return session;
    }

    /** Its files. */
    SessionStore store() {
        return store;
    }

    /** Who is told what happens to its files. */
    StateReports reports() {
        return reports;
    }

    /** The failure of what somebody waits for while the session is stopped. */
    TorrentException stopped() {
        return new TorrentException(ErrorCode.NO_SESSION, "session " + session + " was stopped");
    }

    /** Writes what waits for that, within the limit, and lets others use the folder. */
    public void close(Duration limit) {
        try {
            List<String> unsaved = store.close(limit);
            if (!unsaved.isEmpty()) {
                LOG.warn(
                        "Session {}: the changes of {} files are not saved, such as {}",
                        session,
                        unsaved.size(),
                        unsaved.get(0));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
