package org.torrentxt.impl.engine.saved;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.state.SessionStore;
import org.torrentxt.impl.state.TorrentState;

/**
 * Loads saved torrents: several at a time are read, checked and looked for on disk, and one after the other is given to
 * the engine, in the order of the queue.
 */
final class TorrentLoader {
    /** Gets what becomes of each torrent, on several threads. */
    interface Result {
        void loaded(Torrent torrent);

        void failed(TorrentState state, Throwable reason);
    }

    private static final int AHEAD = 100; // torrents that are read before it is their turn
    private static final int ASKED = 200; // torrents that the engine has not answered for, by alerts that may pile up
    private static final int MAX_THREADS = 4;
    private static final long LOOK_MILLIS = 100;

    private final SessionStore store;
    private final TorrentAdder adder;
    private final ThreadFactory threads;
    private final Semaphore free = new Semaphore(ASKED);

    TorrentLoader(String session, SessionStore store, TorrentAdder adder) {
        this.store = store;
        this.adder = adder;
        AtomicInteger number = new AtomicInteger();
        this.threads = task -> {
            Thread thread = new Thread(task, "torrentxt-" + session + "-load-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Loads all.
     *
     * @param isWanted false to end; asked often, also while a disk does not answer
     */
    void load(Result result, BooleanSupplier isWanted) throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService readers = Executors.newFixedThreadPool(Math.max(2, Math.min(MAX_THREADS, cores)), threads);
        try {
            Iterator<Integer> ids = store.found().iterator();
            Deque<Future<Optional<TorrentAdder.Saved>>> ahead = new ArrayDeque<>();
            while (isWanted.getAsBoolean() && (ids.hasNext() || !ahead.isEmpty())) {
                while (ids.hasNext() && ahead.size() < AHEAD) {
                    int id = ids.next();
                    ahead.add(readers.submit(() -> store.read(id).map(adder::read)));
                }
                Optional<TorrentAdder.Saved> saved = await(ahead.remove(), isWanted);
                if (saved.isPresent() && store.claim(saved.get().state()) && awaitFree(1, isWanted)) {
                    give(saved.get(), result);
                }
            }
            awaitFree(ASKED, isWanted);
        } finally {
            readers.shutdownNow();
        }
    }

    private boolean awaitFree(int count, BooleanSupplier isWanted) throws InterruptedException {
        while (isWanted.getAsBoolean()) {
            if (free.tryAcquire(count, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<TorrentAdder.Saved> await(
            Future<Optional<TorrentAdder.Saved>> read, BooleanSupplier isWanted) throws InterruptedException {
        while (isWanted.getAsBoolean()) {
            try {
                return read.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (ExecutionException e) { // the file was read, and this is none of the expected failures
                throw new IllegalStateException(e.getCause());
            }
        }
        return Optional.empty();
    }

    private void give(TorrentAdder.Saved saved, Result result) {
        adder.restore(saved).whenComplete((added, failure) -> {
            try {
                if (failure == null) {
                    result.loaded(added.torrent());
                } else {
                    result.failed(saved.state(), failure);
                }
            } finally {
                free.release();
            }
        });
    }
}
