package org.torrentxt.impl.engine.saved;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.part.TorrentRecord;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.state.TorrentState;

/** Loads the torrents of a session, once; others see how far it is, and wait for it. Thread-safe. */
public final class Loading {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
    private static final int MAX_LOGGED = 10;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SavedFolder folder;
    private final TorrentTable torrents;
    private final TorrentAdder adder;
    private final CountDownLatch stopping;
    private final Set<Integer> found;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicInteger numLoaded = new AtomicInteger();
    private final Map<Integer, TorrentState> notLoaded = new ConcurrentHashMap<>(); // by id: the engine has refused it
    private final Map<InfoHash, TorrentState> notLoadedByHash = new ConcurrentHashMap<>();
    private volatile Thread thread;
    private volatile boolean hasLoadedAll;

    /**
     * How far loading is.
     *
     * @param saved number of torrents that were saved
     * @param loaded how many of them are loaded
     * @param isLoading false once no more will be
     */
    public record Progress(int saved, int loaded, boolean isLoading) {
        /** That of a session that is not saved. */
        public static final Progress NONE = new Progress(0, 0, false);
    }

    /**
     * Prepares loading.
     *
     * @param stopping is 0 once the session stops, which ends loading
     */
    Loading(SavedFolder folder, TorrentTable torrents, TorrentAdder adder, CountDownLatch stopping) {
        this.folder = folder;
        this.torrents = torrents;
        this.adder = adder;
        this.stopping = stopping;
        this.found = Set.copyOf(folder.store().found());
    }

    /** Loads all torrents. */
    void run() {
        thread = Thread.currentThread();
        try {
            load();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by nobody
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "Session {}: loading its torrents has failed; what was saved of them is kept", folder.session(), e);
        }
        if (stopping.getCount() > 0) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(folder.stopped());
        }
    }

    private void load() throws InterruptedException {
        if (found.isEmpty()) {
            hasLoadedAll = true;
            return;
        }
        long begin = System.nanoTime();
        new TorrentLoader(folder.session(), folder.store(), adder).load(new Result(), () -> stopping.getCount() > 0);
        hasLoadedAll = stopping.getCount() > 0;
        folder.store().endClaims();
        long asleep = torrents.all().stream()
                .filter(torrent -> torrent.run().isAsleep())
                .count();
        LOG.info(
                "Session {}: {} of {} torrents loaded in {} s{}",
                folder.session(),
                numLoaded,
                found.size(),
                String.format("%.1f", (System.nanoTime() - begin) / 1e9),
                asleep == 0 ? "" : ", " + asleep + " without their files");
    }

    private final class Result implements TorrentLoader.Result {
        private final AtomicInteger asleep = new AtomicInteger();

        @Override
        public void loaded(Torrent torrent) {
            numLoaded.incrementAndGet();
            Optional<String> missing =
                    torrents.find(torrent.id()).flatMap(EngineTorrent::record).flatMap(TorrentRecord::asleep);
            if (missing.isPresent() && asleep.incrementAndGet() <= MAX_LOGGED) { // all of a disk may be missing
                LOG.warn(
                        "Session {}: torrent {} waits for its files: {}",
                        folder.session(),
                        torrent.id(),
                        missing.get());
            }
        }

        @Override
        public void failed(TorrentState state, Throwable reason) {
            if (stopping.getCount() > 0) {
                notLoaded.put(state.id(), state);
                state.resume().infoHashes().stream().forEach(hash -> notLoadedByHash.putIfAbsent(hash, state));
                folder.reports().notLoaded(state.id(), reason.getMessage());
            }
        }
    }

    /** True once all torrents have been given to the engine; false for good if loading has failed. */
    boolean hasLoadedAll() {
        return hasLoadedAll;
    }

    /** Ends once all torrents are loaded; not for callers, who could end it. */
    CompletableFuture<Void> whenEnded() {
        return ended;
    }

    /** How far loading is. */
    Progress progress() {
        return new Progress(found.size(), numLoaded.get(), !ended.isDone());
    }

    /** Waits until all torrents are loaded, but not forever. */
    void await() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            ended.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Session {}: torrents are still being loaded", folder.session()); // as the caller will see
        }
    }

    /** Waits until a torrent is loaded if it was saved, but not forever. */
    void await(int id) {
        if (found.contains(id)) {
            await();
        }
    }

    /**
     * As {@link #await()}.
     *
     * @throws TorrentException {@link ErrorCode#TIMEOUT} if they are not loaded then
     */
    void require() {
        await();
        if (!ended.isDone()) {
            throw new TorrentException(
                    ErrorCode.TIMEOUT,
                    "session " + folder.session() + " is still loading its torrents: " + numLoaded + " of "
                            + found.size() + "; add the torrent once they are loaded");
        }
    }

    /** What was saved of a torrent that could not be loaded; empty if it was, or nothing was saved. */
    Optional<TorrentState> notLoaded(InfoHashes hashes) {
        return hashes.stream()
                .flatMap(hash -> Optional.ofNullable(notLoadedByHash.get(hash)).stream())
                .findFirst();
    }

    /** Records that a torrent exists now: if it could not be loaded, that is over. */
    void exists(int id) {
        TorrentState state = notLoaded.remove(id);
        if (state != null) {
            state.resume().infoHashes().stream()
                    .forEach(hash -> notLoadedByHash.computeIfPresent(hash, (same, of) -> of.id() == id ? null : of));
            folder.reports().loaded(id);
        }
    }
}
