package org.torrentxt.impl.engine.saved;

import java.util.concurrent.CompletableFuture;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Runs saves that somebody asks for, one after the other on a thread of their own. Those who ask before a save begins
 * share it. Thread-safe.
 */
final class SaveRequests {
    /** Saves everything, and waits for that. */
    @FunctionalInterface
    interface Save {
        /**
         * Runs it.
         *
         * @throws TorrentException that says why it has failed
         * @throws InterruptedException if this thread is interrupted
         */
        void run() throws InterruptedException;
    }

    private final String threadName;
    private final Save save;
    private CompletableFuture<Void> next; // not begun yet, else null
    private boolean isRunning;

    SaveRequests(String threadName, Save save) {
        this.threadName = threadName;
        this.save = save;
    }

    /** Asks for a save that begins after this call. */
    synchronized CompletableFuture<Void> add() {
        if (next == null) {
            next = new CompletableFuture<>();
        }
        CompletableFuture<Void> added = next;
        if (!isRunning) {
            Thread thread = new Thread(this::run, threadName);
            thread.setDaemon(true);
            thread.start();
            isRunning = true;
        }
        return added;
    }

    private synchronized CompletableFuture<Void> take() {
        CompletableFuture<Void> taken = next;
        next = null;
        isRunning = taken != null;
        return taken;
    }

    private void run() {
        for (CompletableFuture<Void> request = take(); request != null; request = take()) {
            try {
                save.run();
                request.complete(null);
            } catch (RuntimeException | Error e) {
                request.completeExceptionally(e);
            } catch (InterruptedException e) { // by nobody; the next waits again
                request.completeExceptionally(
                        new TorrentException(ErrorCode.GENERIC, "saving the state was interrupted"));
            }
        }
    }
}
