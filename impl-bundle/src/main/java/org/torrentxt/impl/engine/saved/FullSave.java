package org.torrentxt.impl.engine.saved;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.NativeSession;

/** Saves everything that has changed until now, within a time limit: when somebody asks for it, and at the end. */
final class FullSave {
    private static final Logger LOG = LoggerFactory.getLogger(FullSave.class);

    private final SavedFolder folder;
    private final OwnState own;
    private final TorrentSaves saves;
    private final CountDownLatch stopping;
    private final SaveRequests requests;
    private volatile Duration limit;

    /**
     * Prepares saving.
     *
     * @param limit how long {@link #request} may take
     */
    FullSave(SavedFolder folder, OwnState own, TorrentSaves saves, CountDownLatch stopping, Duration limit) {
        this.folder = folder;
        this.own = own;
        this.saves = saves;
        this.stopping = stopping;
        this.limit = limit;
        this.requests = new SaveRequests(threadName(), this::run);
    }

    /** Changes how long {@link #request} may take. */
    void setLimit(Duration changed) {
        limit = changed;
    }

    /** Saves everything; not for callers, who could end it. */
    CompletableFuture<Void> request() {
        return requests.add();
    }

    private void run() throws InterruptedException {
        Duration allowed = limit;
        long end = System.nanoTime() + allowed.toNanos();
        own.saveWithCounters(true);
        boolean isComplete =
                saves.saveAll(end) && folder.store().flush(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        if (stopping.getCount() == 0) {
            throw folder.stopped();
        } else if (!isComplete) {
            throw folder.store()
                    .problem()
                    .map(reason -> new TorrentException(
                            ErrorCode.GENERIC,
                            "the state of session " + folder.session() + " cannot be saved: " + reason))
                    .orElseGet(() -> new TorrentException(
                            ErrorCode.TIMEOUT,
                            "the state of session " + folder.session() + " is not saved after " + allowed.toSeconds()
                                    + " s (stop.timeout); it is still being saved"));
        }
    }

    /**
     * Saves everything for the last time, while the engine still runs; pauses it.
     *
     * @param begun the thread that loads torrents, which has to end first; null if there is none, and nothing to save
     */
    void last(NativeSession engine, Thread begun, Duration allowed) {
        long end = System.nanoTime() + allowed.toNanos();
        try {
            if (begun != null) {
                begun.join(Math.max(1, allowed.toMillis() / 4));
                own.saveLast(); // before it is paused
                engine.run(session -> session.pause());
                if (!saves.saveAll(System.nanoTime() + allowed.toNanos() / 2)) {
                    LOG.warn(
                            "Session {}: the engine has not told the progress of all torrents in time",
                            folder.session());
                }
            }
        } catch (TorrentException e) {
            LOG.warn("Session {}: not everything can be saved: {}", folder.session(), e.getMessage());
        } catch (InterruptedException e) { // by nobody
            Thread.currentThread().interrupt();
        } finally {
            folder.close(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
        }
    }

    /** The name of threads that save everything. */
    String threadName() {
        return "torrentxt-" + folder.session() + "-save";
    }
}
