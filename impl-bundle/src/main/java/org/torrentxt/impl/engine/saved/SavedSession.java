package org.torrentxt.impl.engine.saved;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.ResumeDataReady;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.Uninterrupted;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.StatusReader;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentRecord;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.state.IpFilterState;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.SessionState;
import org.torrentxt.impl.state.SessionStore;
import org.torrentxt.impl.state.TorrentState;
import org.torrentxt.statefile.FolderInUseException;
import org.torrentxt.statefile.StateFolder;

/**
 * Loads the torrents of a session on a thread of its own, and saves their changes: those of users at once, the progress
 * after each interval. The engine is asked for resume data, which arrives in an alert; see {@link TorrentRecord}.
 */
public final class SavedSession {
    /** The engine's counter of payload bytes received. */
    public static final String RECEIVED = "net.recv_payload_bytes";

    /** The engine's counter of payload bytes sent. */
    public static final String SENT = "net.sent_payload_bytes";

    private static final Logger LOG = LoggerFactory.getLogger(SavedSession.class);
    private static final Set<String> TOTALS = Set.of(RECEIVED, SENT);
    private static final int MAX_LOGGED = 10;
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(10);
    private static final Duration TIMES_INTERVAL = Duration.ofMinutes(15); // of times that change all the time
    private static final Duration DISK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration WAKE_INTERVAL = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private volatile Duration interval;
    private final SessionStore store;
    private final StateReports reports;
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final AtomicInteger numLoaded = new AtomicInteger();
    private final Map<Integer, TorrentState> notLoaded = new ConcurrentHashMap<>(); // by id: the engine has refused it
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<String, Object> settings = new ConcurrentHashMap<>(); // set at run time
    private volatile Runnable saveIpFilter = () -> {}; // nothing while there never was one
    private final Set<Integer> found;
    private final SaveRequests saves;
    private volatile Duration saveLimit;
    private Facts facts;
    private TorrentContext session;
    private TorrentTable torrents;
    private ResumeRound round;
    private Thread thread;
    private volatile boolean hasLoadedAll;
    private boolean hasStopped; // guarded by this

    /**
     * What is saved of a session beside its settings and torrents.
     *
     * @param dht the nodes of its DHT; empty while that does not run
     * @param recent its counters, perhaps some seconds old
     * @param counters its counters now; may wait for the engine
     */
    public record Facts(
            Supplier<Optional<byte[]>> dht, Supplier<Map<String, Long>> recent, Supplier<Map<String, Long>> counters) {}

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

    private SavedSession(String name, Duration interval, Duration saveLimit, SessionStore store, StateReports reports) {
        this.name = name;
        this.interval = interval;
        this.saveLimit = saveLimit;
        this.found = Set.copyOf(store.found());
        this.saves = new SaveRequests("torrentxt-" + name + "-save", this::saveAll);
        this.store = store;
        this.reports = reports;
        settings.putAll(store.session().settings());
    }

    /**
     * Opens the folder of a session, and reads all but its torrents.
     *
     * @param interval how long progress may wait to be saved
     * @param saveLimit how long {@link #saveState} may take
     * @throws TorrentException {@link ErrorCode#SESSION_LIVE} if another session or process uses the folder, another
     *     one if it cannot be read
     */
    public static SavedSession open(String name, Path folder, Duration interval, Duration saveLimit) {
        StateReports reports = new StateReports(name);
        try {
            StateFolder files =
                    StateFolder.open(folder, holder(name), "torrentxt-" + name + "-state", interval, reports);
            files.weakness().ifPresent(problem -> LOG.warn("Session {}: state.dir {}", name, problem));
            try {
                return new SavedSession(name, interval, saveLimit, SessionStore.open(files), reports);
            } catch (IOException | RuntimeException e) {
                files.close();
                throw e;
            }
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    private static String holder(String name) {
        return "session '" + name + "'";
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
    public static void check(String name, Path folder) {
        try {
            StateFolder.check(folder, holder(name));
        } catch (IOException e) {
            throw refusal(folder, e);
        }
    }

    /** The next id for a torrent. */
    public int nextId() {
        return store.ids().next();
    }

    /** True if the whole session was paused. */
    public boolean wasPaused() {
        return store.session().isPaused();
    }

    /** The rules of the IP filter that were saved; empty if none were. */
    public List<IpFilter.Rule> ipFilter() {
        return store.ipFilter().map(IpFilterState::rules).orElse(List.of());
    }

    /** Saves the rules of the IP filter. */
    public void saveIpFilter(Supplier<List<IpFilter.Rule>> rules) {
        saveIpFilter = () -> store.saveIpFilter(() -> new IpFilterState(rules.get()), true);
        saveIpFilter.run();
    }

    /** Settings that were set at run time, by name. */
    public Map<String, Object> settings() {
        return Map.copyOf(settings);
    }

    /** Records that settings were set at run time, and saves that. */
    public void saveSettings(Map<String, Object> more) {
        more.forEach((key, value) -> settings.put(key, asSaved(value)));
        saveSession(true);
    }

    /** Forgets the settings that were set at run time, as those of the configuration have replaced them. */
    public void forgetSettings() {
        if (!settings.isEmpty()) {
            settings.clear();
            saveSession(true);
        }
    }

    /** Forgets a setting that cannot be used. */
    public void forgetSetting(String setting) {
        settings.remove(setting);
    }

    private static Object asSaved(Object value) {
        if (value instanceof Boolean on) {
            return on ? 1L : 0L;
        }
        return value instanceof Number number ? (Object) number.longValue() : value.toString();
    }

    /** The nodes of the DHT that were saved; empty if none were. */
    public Optional<byte[]> dhtState() {
        return store.session().dhtState().map(ByteString::bytes);
    }

    /** Sets how long {@link #saveState} may take. */
    public void setSaveLimit(Duration limit) {
        saveLimit = limit;
    }

    /** Begins to load the torrents. */
    public void start(TorrentContext ofSession, TorrentTable table, TorrentAdder adder, Facts ofEngine) {
        facts = ofEngine;
        session = ofSession;
        torrents = table;
        round = new ResumeRound(table);
        reports.publishTo(session::publish);
        reports.onReplaced(this::saveAgain);
        thread = new Thread(() -> run(adder), "torrentxt-" + name + "-load");
        thread.setDaemon(true);
        thread.start();
        Thread disks = new Thread(this::watchDisks, "torrentxt-" + name + "-disks");
        disks.setDaemon(true);
        disks.start();
    }

    private void watchDisks() {
        DiskWatch watch = new DiskWatch(name, torrents);
        try {
            while (!stopping.await(DISK_INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    watch.look();
                } catch (TorrentException e) {
                    LOG.debug("Session {}: {}", name, e.getMessage()); // it is stopping
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void saveAgain() {
        try {
            store.saveIds();
            saveIpFilter.run();
            saveSession(true);
            torrents.all().forEach(this::save);
        } catch (TorrentException e) {
            LOG.debug("Session {}: {}", name, e.getMessage()); // it is stopping
        }
    }

    private void run(TorrentAdder adder) {
        try {
            load(adder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by nobody
        } catch (RuntimeException | Error e) {
            LOG.error("Session {}: loading its torrents has failed; what was saved of them is kept", name, e);
        }
        if (stopping.getCount() > 0) {
            loaded.complete(null);
        } else {
            loaded.completeExceptionally(stopped());
        }
        long saved = System.nanoTime();
        try {
            while (!stopping.await(pause(), TimeUnit.NANOSECONDS)) {
                try {
                    wakeAll();
                    if (System.nanoTime() - saved >= interval.toNanos()) {
                        saved = System.nanoTime();
                        saveProgress();
                        facts.counters().get(); // now recent
                        saveSession(false);
                    }
                } catch (TorrentException e) {
                    LOG.debug("Session {}: {}", name, e.getMessage()); // it is stopping
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long pause() {
        return Math.min(interval.toNanos(), WAKE_INTERVAL.toNanos());
    }

    /** Changes how long progress may wait to be saved. */
    public void setInterval(Duration changed) {
        interval = changed;
        store.setInterval(changed);
    }

    private void load(TorrentAdder adder) throws InterruptedException {
        if (store.found().isEmpty()) {
            hasLoadedAll = true;
            return;
        }
        long begin = System.nanoTime();
        new TorrentLoader(name, store, adder).load(new LoadResult(), () -> stopping.getCount() > 0);
        hasLoadedAll = stopping.getCount() > 0;
        store.endClaims();
        long asleep = asleep();
        LOG.info(
                "Session {}: {} of {} torrents loaded in {} s{}",
                name,
                numLoaded,
                store.found().size(),
                String.format("%.1f", (System.nanoTime() - begin) / 1e9),
                asleep == 0 ? "" : ", " + asleep + " without their files");
    }

    private final class LoadResult implements TorrentLoader.Result {
        private final AtomicInteger asleep = new AtomicInteger();

        @Override
        public void loaded(Torrent torrent) {
            numLoaded.incrementAndGet();
            Optional<String> missing =
                    torrents.find(torrent.id()).flatMap(EngineTorrent::record).flatMap(TorrentRecord::asleep);
            if (missing.isPresent() && asleep.incrementAndGet() <= MAX_LOGGED) { // all of a disk may be missing
                LOG.warn("Session {}: torrent {} waits for its files: {}", name, torrent.id(), missing.get());
            }
        }

        @Override
        public void failed(TorrentState state, Throwable reason) {
            if (stopping.getCount() > 0) {
                notLoaded.put(state.id(), state);
                reports.notLoaded(state.id(), reason.getMessage());
            }
        }
    }

    /** Waits until all torrents are loaded, but not forever. */
    public void awaitLoaded() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            loaded.get(LOAD_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Session {}: torrents are still being loaded", name); // as the caller is about to see
        }
    }

    /**
     * As {@link #awaitLoaded()}.
     *
     * @throws TorrentException {@link ErrorCode#TIMEOUT} if they are not loaded then
     */
    public void requireLoaded() {
        awaitLoaded();
        if (!loaded.isDone()) {
            throw new TorrentException(
                    ErrorCode.TIMEOUT,
                    "session " + name + " is still loading its torrents: " + numLoaded + " of " + found.size()
                            + "; add the torrent once they are loaded");
        }
    }

    /** What was saved of a torrent that could not be loaded; empty if it was, or nothing was saved. */
    public Optional<TorrentState> notLoaded(InfoHashes hashes) {
        return notLoaded.values().stream()
                .filter(state -> state.resume().infoHashes().stream()
                        .anyMatch(hash -> hashes.stream().anyMatch(hash::equals)))
                .findFirst();
    }

    /** Waits until a torrent is loaded if it was saved, but not forever. */
    public void awaitLoaded(int id) {
        if (found.contains(id)) {
            awaitLoaded();
        }
    }

    /** Ends once all torrents are loaded; not for callers, who could end it. */
    public CompletableFuture<Void> whenLoaded() {
        return loaded;
    }

    /** Its files. */
    public SessionStore store() {
        return store;
    }

    /** How far loading is. */
    public Progress progress() {
        return new Progress(found.size(), numLoaded.get(), !loaded.isDone());
    }

    /** Saves everything that has changed until now; not for callers, who could end it. */
    public CompletableFuture<Void> saveState() {
        return saves.add();
    }

    private void saveAll() throws InterruptedException {
        Duration limit = saveLimit;
        long end = System.nanoTime() + limit.toNanos();
        saveSessionNow();
        boolean isComplete = askForAll(end) && store.flush(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        if (stopping.getCount() == 0) {
            throw stopped();
        } else if (!isComplete) {
            throw store.problem()
                    .map(reason -> new TorrentException(
                            ErrorCode.GENERIC, "the state of session " + name + " cannot be saved: " + reason))
                    .orElseGet(() -> new TorrentException(
                            ErrorCode.TIMEOUT,
                            "the state of session " + name + " is not saved after " + limit.toSeconds()
                                    + " s (stop.timeout); it is still being saved"));
        }
    }

    private TorrentException stopped() {
        return new TorrentException(ErrorCode.NO_SESSION, "session " + name + " was stopped");
    }

    private long asleep() {
        return torrents.all().stream().filter(EngineTorrent::isAsleep).count();
    }

    private void wakeAll() {
        for (EngineTorrent torrent : torrents.all()) {
            if (torrent.isAsleep()) {
                try {
                    torrent.wake();
                    LOG.info("Session {}: the files of torrent {} are there again", name, torrent.id());
                } catch (TorrentException e) {
                    LOG.debug("Session {}: torrent {} waits: {}", name, torrent.id(), e.getMessage());
                }
            }
        }
    }

    /** Saves a torrent that was added, before the engine has any resume data. */
    public void saveNew(EngineTorrent torrent) {
        if (torrent.record().filter(TorrentRecord::isRestored).isPresent()) {
            return; // it was saved before
        }
        if (notLoaded.remove(torrent.id()) != null) {
            reports.loaded(torrent.id());
        }
        torrent.uncheckedState().ifPresent(state -> put(torrent, state));
        save(torrent);
    }

    /** Saves the changes of a torrent soon. */
    public void save(EngineTorrent torrent) {
        torrent.askForOwnResumeData();
    }

    // Not after the torrent has been removed: its file would come back.
    private void put(EngineTorrent torrent, TorrentState state) {
        synchronized (torrent) {
            if (torrents.find(torrent.id()).filter(torrent::equals).isPresent()) {
                store.save(torrent.id(), () -> state, true);
            }
        }
    }

    /** Deletes what is saved of a torrent that was removed. */
    public void forget(EngineTorrent torrent) {
        synchronized (torrent) {
            store.delete(torrent.id());
        }
    }

    /**
     * Follows an alert about a torrent, on the thread that pops them.
     *
     * @return false if nobody has asked for it but this
     */
    public boolean follow(EngineTorrent torrent, Alert alert) {
        Optional<TorrentRecord> known = torrent.record();
        if (known.isEmpty()) {
            return true;
        }
        TorrentRecord record = known.get();
        switch (alert.type()) {
            case RESUME_DATA_READY -> {
                take(torrent, ((ResumeDataReady) alert).resumeData());
                boolean passes = !record.isAnswerToSession(); // only now, as others wait for that
                askAgain(torrent, record);
                round.answered();
                return passes;
            }
            case RESUME_DATA_FAILED -> {
                boolean passes = !record.isAnswerToSession();
                askAgain(torrent, record);
                round.answered();
                return passes;
            }
            case TORRENT_ERROR -> {
                record.stopped(((TorrentError) alert).failure().message());
                save(torrent);
            }
            case TORRENT_CHECKED -> {
                if (record.checked()) {
                    save(torrent);
                }
            }
            case TORRENT_FINISHED -> {
                if (((TorrentFinished) alert).downloaded()) {
                    save(torrent);
                }
            }
            case TORRENT_PAUSED -> {
                return stopping.getCount() > 0; // the session pauses itself before it stops
            }
            case METADATA_RECEIVED, STORAGE_MOVED, STORAGE_MOVED_FAILED, FILE_RENAMED -> save(torrent);
            default -> {
                // nothing that is saved has changed
            }
        }
        return true;
    }

    private void askAgain(EngineTorrent torrent, TorrentRecord record) {
        if (record.asksAgain()) {
            torrent.askForOwnResumeData();
        }
    }

    private void take(EngineTorrent torrent, byte[] resumeData) {
        try {
            torrent.state(ResumeDictionary.ofEngine(resumeData)).ifPresent(state -> put(torrent, state));
        } catch (TorrentException e) {
            LOG.warn("Session {}: torrent {} cannot be saved: {}", name, torrent.id(), e.getMessage());
        }
    }

    /** Asks again for all that was in alerts that were dropped. */
    public void catchUp() {
        for (EngineTorrent torrent : torrents.all()) {
            if (StatusReader.isChecked(torrent)) {
                torrent.record().ifPresent(TorrentRecord::checked);
            }
            if (torrent.record().filter(TorrentRecord::forgetAsked).isPresent()) {
                torrent.askForOwnResumeData();
            }
        }
    }

    private void saveProgress() {
        long late = System.nanoTime() - ANSWER_LIMIT.toNanos();
        torrents.all().stream()
                .filter(torrent -> torrent.record()
                        .filter(record -> record.waitsSince(late))
                        .filter(TorrentRecord::forgetAsked)
                        .isPresent())
                .forEach(EngineTorrent::askForOwnResumeData);
        changed().forEach(EngineTorrent::askForOwnResumeData);
        behind(TIMES_INTERVAL).forEach(EngineTorrent::askForOwnResumeData);
    }

    private List<EngineTorrent> changed() {
        return session.engine().ask(engine -> StatusReader.unsaved(engine, torrents.added()), List.<EngineTorrent>of());
    }

    /**
     * The torrents that have sent or received something since they were saved, which the engine does not count as a
     * change, or were active for longer than that.
     */
    private List<EngineTorrent> behind(Duration active) {
        return session.engine()
                .ask(
                        engine -> StatusReader.behind(engine, torrents.added(), active.toSeconds()),
                        List.<EngineTorrent>of());
    }

    // Has the engine tell the progress of all torrents; false if it has not in time.
    private boolean askForAll(long end) throws InterruptedException {
        return round.ask(changed(), end) && round.ask(behind(Duration.ZERO), end);
    }

    /** Saves the session itself; what is saved is what it is now, with counters that may be some seconds old. */
    public void saveSession(boolean isUrgent) {
        SessionState state = state();
        store.saveSession(() -> state, isUrgent);
    }

    private void saveSessionNow() {
        facts.counters().get(); // now recent
        saveSession(true);
    }

    private SessionState state() {
        SessionState before = store.session();
        Map<String, Long> statistics = new TreeMap<>(before.statistics());
        Map<String, Long> counters = facts.recent().get();
        TOTALS.forEach(total -> statistics.put(total, allTime(total, counters.getOrDefault(total, 0L))));
        return new SessionState(
                store.ids().peek(),
                session.engine().isPaused(),
                settings,
                queue(before),
                statistics,
                facts.dht().get().map(ByteString::of).or(before::dhtState));
    }

    // While torrents are loaded, those that are not yet in the engine keep their order, before those added meanwhile.
    private List<Integer> queue(SessionState before) {
        boolean isComplete = hasLoadedAll;
        Map<Integer, Integer> positions = StatusReader.queue(session.engine(), torrents.added());
        Set<Integer> queue = new LinkedHashSet<>(isComplete ? List.of() : before.queue());
        positions.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .forEach(queue::add);
        return List.copyOf(queue);
    }

    /** A counter of this run and of all before. */
    public long allTime(String counter, long ofThisRun) {
        long before = store.session().statistics().getOrDefault(counter, 0L);
        return before > Long.MAX_VALUE - ofThisRun ? Long.MAX_VALUE : before + ofThisRun;
    }

    /** Problems that somebody has to look after, as parts of sentences. */
    public List<String> problems() {
        Stream<String> saving = store.problem().stream().map(reason -> "changes cannot be saved: " + reason);
        long asleep = asleep();
        Stream<String> missing =
                asleep == 0 ? Stream.empty() : Stream.of(asleep + " torrents wait, as their files are missing");
        return Stream.of(saving, missing, reports.problems().stream())
                .flatMap(problems -> problems)
                .toList();
    }

    /** What somebody should look at although nothing is wrong yet, as parts of sentences. */
    public List<String> warnings() {
        return store.weakness().map(problem -> "state.dir " + problem).stream().toList();
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
        Thread last = new Thread(() -> stopNow(limit), "torrentxt-" + name + "-save");
        last.setDaemon(true);
        last.start();
        boolean ended = Uninterrupted.within(limit.toMillis(), millis -> {
            last.join(millis);
            return !last.isAlive();
        });
        if (!ended) {
            LOG.warn("Session {}: not everything is saved after {} s", name, limit.toSeconds());
        }
    }

    private void stopNow(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            if (thread != null) {
                thread.join(Math.max(1, limit.toMillis() / 4));
                saveLast(System.nanoTime() + limit.toNanos() / 2);
            }
        } catch (TorrentException e) {
            LOG.warn("Session {}: not everything can be saved: {}", name, e.getMessage());
        } catch (InterruptedException e) { // by nobody
            Thread.currentThread().interrupt();
        } finally {
            close(end);
        }
    }

    private void close(long end) {
        try {
            List<String> unsaved = store.close(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
            if (!unsaved.isEmpty()) {
                LOG.warn(
                        "Session {}: the changes of {} files are not saved, such as {}",
                        name,
                        unsaved.size(),
                        unsaved.get(0));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void saveLast(long end) throws InterruptedException {
        saveSessionNow(); // before it is paused
        session.engine().run(engine -> engine.pause());
        if (!askForAll(end)) {
            LOG.warn("Session {}: the engine has not told the progress of all torrents in time", name);
        }
    }
}
