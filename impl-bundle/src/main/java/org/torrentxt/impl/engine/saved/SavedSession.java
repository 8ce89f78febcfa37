package org.torrentxt.impl.engine.saved;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.impl.engine.binding.Uninterrupted;
import org.torrentxt.impl.engine.part.TorrentRecord;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.StatusReader;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentSaving;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.state.SessionStore;
import org.torrentxt.impl.state.TorrentState;

/**
 * A session whose state is saved: puts together what is saved of it ({@link OwnState}), loading, saving and what is done
 * meanwhile. Torrents are loaded on a thread of its own; their changes are saved, those of users at once, the progress
 * after each interval.
 */
public final class SavedSession implements TorrentSaving {
    private static final Logger LOG = LoggerFactory.getLogger(SavedSession.class);

    private final SavedFolder folder;
    private final TorrentContext session;
    private final TorrentTable torrents;
    private final OwnState own;
    private final Loading loading;
    private final TorrentSaves saves;
    private final FullSave full;
    private final DiskWatch disks;
    private final Upkeep upkeep;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread; // null until it is started
    private final OnceForMany queueSaves;
    private boolean hasStopped; // guarded by this

    /**
     * A session that is about to start.
     *
     * @param folder its state folder, which is closed with it
     * @param interval how long progress may wait to be saved
     * @param saveLimit how long {@link #saveState} may take
     */
    public SavedSession(
            SavedFolder folder,
            TorrentContext session,
            TorrentTable torrents,
            TorrentAdder adder,
            OwnState.Facts facts,
            Duration interval,
            Duration saveLimit) {
        this.folder = folder;
        this.session = session;
        this.torrents = torrents;
        this.loading = new Loading(folder, torrents, adder, stopping);
        this.own = new OwnState(folder.store(), session.engine(), torrents, facts, loading::hasLoadedAll);
        this.saves = new TorrentSaves(folder, session.engine(), torrents, stopping);
        this.queueSaves = new OnceForMany(task -> session.executor().execute(task), this::saveQueueNow);
        this.full = new FullSave(folder, own, saves, stopping, saveLimit);
        this.disks =
                new DiskWatch(folder.session(), torrents::all, some -> StatusReader.folders(session.engine(), some));
        this.upkeep = new Upkeep(folder, torrents, own, saves, disks, stopping, interval);
    }

    /** Begins to load the torrents. */
    public void start() {
        folder.reports().publishTo(session::publish);
        folder.reports().onReplaced(this::saveAgain);
        thread = begin("load", () -> {
            loading.run();
            upkeep.saveAndWake();
        });
        begin("disks", upkeep::watchDisks);
    }

    private Thread begin(String purpose, Runnable task) {
        return begin(task, "torrentxt-" + folder.session() + "-" + purpose);
    }

    private static Thread begin(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    // It is read as a whole, also if thousands of torrents are moved in it one after the other.
    private void saveQueueNow() {
        try {
            own.save(true);
        } catch (TorrentException e) {
            LOG.debug("Session {}: {}", folder.session(), e.getMessage()); // it is stopping
        }
    }

    private void saveAgain() {
        try {
            own.saveAgain();
            saves.saveAgain();
        } catch (TorrentException e) {
            LOG.debug("Session {}: {}", folder.session(), e.getMessage()); // it is stopping
        }
    }

    /** What is saved of it beside its torrents. */
    public OwnState own() {
        return own;
    }

    /** Its files. */
    public SessionStore store() {
        return folder.store();
    }

    /** How far loading is. */
    public Loading.Progress progress() {
        return loading.progress();
    }

    /** Changes how long progress may wait to be saved, and how long {@link #saveState} may take. */
    public void setTimes(Duration interval, Duration saveLimit) {
        upkeep.setInterval(interval);
        full.setLimit(saveLimit);
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public void requireLoaded() {
        loading.require();
    }

    @Override
    public void awaitLoaded() {
        loading.await();
    }

    @Override
    public void awaitLoaded(int id) {
        loading.await(id);
    }

    @Override
    public CompletableFuture<Void> whenLoaded() {
        return loading.whenEnded();
    }

    @Override
    public Optional<TorrentState> notLoaded(InfoHashes hashes) {
        return loading.notLoaded(hashes);
    }

    @Override
    public CompletableFuture<Void> saveState() {
        return full.request();
    }

    @Override
    public void saveNew(EngineTorrent torrent) {
        disks.added(torrent);
        if (torrent.record().filter(TorrentRecord::isRestored).isEmpty()) { // else it was saved before
            loading.exists(torrent.id());
            saves.saveNew(torrent);
        }
    }

    @Override
    public void save(EngineTorrent torrent) {
        saves.save(torrent);
    }

    @Override
    public void saveQueue() {
        queueSaves.request();
    }

    @Override
    public void forget(EngineTorrent torrent) {
        saves.forget(torrent);
    }

    @Override
    public boolean follow(EngineTorrent torrent, Alert alert) {
        return saves.follow(torrent, alert);
    }

    @Override
    public void catchUp() {
        saves.catchUp();
    }

    /** Problems that somebody has to look after, as parts of sentences. */
    public List<String> problems() {
        Stream<String> saving = store().problem().stream().map(reason -> "changes cannot be saved: " + reason);
        long asleep = torrents.all().stream()
                .filter(torrent -> torrent.run().isAsleep())
                .count();
        Stream<String> missing =
                asleep == 0 ? Stream.empty() : Stream.of(asleep + " torrents wait, as their files are missing");
        return Stream.of(saving, missing, folder.reports().problems().stream())
                .flatMap(problems -> problems)
                .toList();
    }

    /** What somebody should look at although nothing is wrong yet, as parts of sentences. */
    public List<String> warnings() {
        return store().weakness().map(problem -> "state.dir " + problem).stream()
                .toList();
    }

    /**
     * Saves everything that has changed, and lets others use the folder. The engine must still run; it is paused. On a
     * thread of its own, which a call that never returns keeps, but not the caller.
     *
     * @param limit the time for that
     */
    public void stop(Duration limit) {
        synchronized (this) {
            if (hasStopped) {
                return;
            }
            hasStopped = true;
        }
        stopping.countDown();
        disks.wake();
        Thread last = begin(() -> full.last(session.engine(), thread, limit), full.threadName());
        boolean ended = Uninterrupted.within(limit.toMillis(), millis -> {
            last.join(millis);
            return !last.isAlive();
        });
        if (!ended) {
            LOG.warn("Session {}: not everything is saved after {} s", folder.session(), limit.toSeconds());
        }
    }
}
