package org.torrentxt.impl.engine.torrent;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.impl.state.TorrentState;

/** Loads the torrents of a session, and saves their changes. Thread-safe. */
public interface TorrentSaving {
    /** That of a session that saves nothing. */
    TorrentSaving NONE = new TorrentSaving() {};

    /** True if torrents are saved. */
    default boolean isOn() {
        return false;
    }

    /**
     * Waits until the saved torrents are loaded, for a limited time: one that is being loaded must not be added again.
     *
     * @throws TorrentException {@link ErrorCode#TIMEOUT} if they are not
     */
    default void requireLoaded() {}

    /** As {@link #requireLoaded()}, but never fails. */
    default void awaitLoaded() {}

    /** Waits until a torrent is loaded if it was saved, but not forever. */
    default void awaitLoaded(int id) {}

    /** Ends once the saved torrents are loaded, or no longer will be; not for callers, who could end it. */
    default CompletableFuture<Void> whenLoaded() {
        return CompletableFuture.completedFuture(null);
    }

    /** Saves everything that has changed until now; not for callers, who could end it. */
    default CompletableFuture<Void> saveState() {
        return CompletableFuture.completedFuture(null);
    }

    /** What was saved of a torrent that could not be loaded; empty if it was, or nothing was saved. */
    default Optional<TorrentState> notLoaded(InfoHashes hashes) {
        return Optional.empty();
    }

    /** Saves a torrent that was added, before the engine has any resume data. */
    default void saveNew(EngineTorrent torrent) {}

    /** Saves the changes of a torrent soon; never waits for the disk. */
    default void save(EngineTorrent torrent) {}

    /** Saves the order of the queue, and whether the whole session is paused. */
    default void saveQueue() {}

    /** Deletes what is saved of a torrent that was removed. */
    default void forget(EngineTorrent torrent) {}

    /**
     * Follows an alert about a torrent, on the thread that pops them.
     *
     * @return false if nobody has asked for it but this
     */
    default boolean follow(EngineTorrent torrent, Alert alert) {
        return true;
    }

    /** Asks again for all that was in alerts that were dropped. */
    default void catchUp() {}
}
