package org.torrentxt.impl.engine.saved;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.state.SessionStore;
import org.torrentxt.impl.state.TorrentState;

/**
 * Loads saved torrents: several at a time are read, checked and looked for on disk, and one after the other is given to
 * the engine, in the order of the queue.
 */
final class TorrentLoader {
    /** Gets what becomes of each torrent; called on the thread that loads. */
    interface Result {
        void loaded(EngineTorrent torrent);

        void failed(TorrentState state, TorrentException reason);
    }

    private static final int AHEAD = 100; // torrents that are read before it is their turn
    private static final int MAX_THREADS = 4;
    private static final long LOOK_MILLIS = 100;

    private final SessionStore store;
    private final TorrentAdder adder;
    private final ThreadFactory threads;

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
                await(ahead.remove(), isWanted).ifPresent(saved -> give(saved, result));
            }
        } finally {
            readers.shutdownNow();
        }
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
        if (!store.claim(saved.state())) {
            return;
        }
        try {
            result.loaded(adder.restore(saved));
        } catch (TorrentException e) {
            result.failed(saved.state(), e);
        } catch (RuntimeException e) { // whatever it is, the others are loaded
            result.failed(saved.state(), new TorrentException(ErrorCode.GENERIC, e.toString(), e));
        }
    }
}
