package org.torrentxt.impl.engine.saved;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.torrentxt.api.IpFilter;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.engine.binding.NativeSession;
import org.torrentxt.impl.engine.torrent.StatusReader;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.state.IpFilterState;
import org.torrentxt.impl.state.SessionState;
import org.torrentxt.impl.state.SessionStore;

/**
 * What is saved of a session beside its torrents: settings, IP filter, the order of the queue, totals, DHT nodes.
 * Thread-safe.
 */
public final class OwnState {
    /** The engine's counter of payload bytes received. */
    public static final String RECEIVED = "net.recv_payload_bytes";

    /** The engine's counter of payload bytes sent. */
    public static final String SENT = "net.sent_payload_bytes";

    private static final Set<String> TOTALS = Set.of(RECEIVED, SENT);

    private final SessionStore store;
    private final NativeSession engine;
    private final TorrentTable torrents;
    private final Facts facts;
    private final BooleanSupplier hasLoadedAll;
    private final Map<String, Object> settings = new ConcurrentHashMap<>(); // set at run time
    private boolean isLast; // guarded by this
    private volatile Runnable saveIpFilter = () -> {}; // nothing while there never was one

    /**
     * What the engine is asked for.
     *
     * @param dht the nodes of its DHT; empty while that does not run
     * @param recent its counters, perhaps some seconds old
     * @param counters its counters now; may wait for the engine
     */
    public record Facts(
            Supplier<Optional<byte[]>> dht, Supplier<Map<String, Long>> recent, Supplier<Map<String, Long>> counters) {}

    OwnState(
            SessionStore store,
            NativeSession engine,
            TorrentTable torrents,
            Facts facts,
            BooleanSupplier hasLoadedAll) {
        this.store = store;
        this.engine = engine;
        this.torrents = torrents;
        this.facts = facts;
        this.hasLoadedAll = hasLoadedAll;
        settings.putAll(store.session().settings());
    }

    /** True if the whole session was paused. */
    public boolean wasPaused() {
        return store.session().isPaused();
    }

    /** The nodes of the DHT that were saved; empty if none were. */
    public Optional<byte[]> dhtState() {
        return store.session().dhtState().map(ByteString::bytes);
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
        save(true);
    }

    /** Forgets the settings that were set at run time, as those of the configuration have replaced them. */
    public void forgetSettings() {
        if (!settings.isEmpty()) {
            settings.clear();
            save(true);
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

    /** A counter of this run and of all before. */
    public long allTime(String counter, long ofThisRun) {
        long before = store.session().statistics().getOrDefault(counter, 0L);
        return before > Long.MAX_VALUE - ofThisRun ? Long.MAX_VALUE : before + ofThisRun;
    }

    /**
     * Saves the session as it is now, with counters that may be some seconds old.
     *
     * @param isUrgent false to wait for the interval, and for later changes
     */
    synchronized void save(boolean isUrgent) {
        if (!isLast) {
            SessionState state = state();
            store.saveSession(() -> state, isUrgent);
        }
    }

    /** As {@link #save}, with the counters of now, for which it waits. */
    void saveWithCounters(boolean isUrgent) {
        facts.counters().get(); // now recent
        save(isUrgent);
    }

    /** As {@link #saveWithCounters}, for the last time: how the session is from then on is only how it stops. */
    void saveLast() {
        facts.counters().get();
        synchronized (this) {
            save(true);
            isLast = true;
        }
    }

    /** Saves all of it again, and the ids, as the files have vanished. */
    void saveAgain() {
        store.saveIds();
        saveIpFilter.run();
        save(true);
    }

    private SessionState state() {
        SessionState before = store.session();
        Map<String, Long> statistics = new TreeMap<>(before.statistics());
        Map<String, Long> counters = facts.recent().get();
        TOTALS.forEach(total -> statistics.put(total, allTime(total, counters.getOrDefault(total, 0L))));
        return new SessionState(
                store.ids().peek(),
                engine.isPaused(),
                settings,
                queue(before),
                statistics,
                facts.dht().get().map(ByteString::of).or(before::dhtState));
    }

    // While torrents are loaded, those that are not yet in the engine keep their order, before those added meanwhile.
    private List<Integer> queue(SessionState before) {
        boolean isComplete = hasLoadedAll.getAsBoolean();
        Map<Integer, Integer> positions = StatusReader.queue(engine, torrents.added());
        Set<Integer> queue = new LinkedHashSet<>(isComplete ? List.of() : before.queue());
        positions.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .forEach(queue::add);
        return List.copyOf(queue);
    }
}
