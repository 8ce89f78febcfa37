package org.torrentxt.dht;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.dht.access.SessionChoice;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.impl.engine.EngineSession;

/**
 * A store on a host of its own: its folder, its session that comes and goes, and what it told. It does things in parts
 * of a second.
 */
final class Host implements AutoCloseable {
    private static final Pace QUICK =
            new Pace(Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofMillis(50), Duration.ofMillis(200));

    private final Path folder;
    private final EventLog events = new EventLog();
    private final Collection<TorrentSession> running = new CopyOnWriteArrayList<>();
    private final Map<String, LossySession.Fate> fates = new ConcurrentHashMap<>();
    private volatile CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
    private Duration patience = Duration.ofSeconds(20);
    private EngineSession session;
    private DefaultDhtStore store;

    private Host(Path folder) {
        this.folder = folder;
    }

    /** A host whose node takes part in the DHT. */
    static Host on(LocalDht dht, Path folder) {
        Host host = offline(folder);
        host.connect(dht);
        return host;
    }

    /** A host without a session. */
    static Host offline(Path folder) {
        Host host = new Host(folder);
        host.startStore();
        return host;
    }

    void connect(LocalDht dht) {
        session = dht.join(folder.getFileName().toString());
        running.add(LossySession.of(session, this::fate, () -> held));
        store.wake();
    }

    /** The store is at the node of another DHT from one moment to the next; nobody tells it. */
    void moveTo(LocalDht dht) {
        TorrentSession before = running.iterator().next();
        session = dht.join(folder.getFileName().toString());
        running.add(LossySession.of(session, this::fate, () -> held));
        running.remove(before);
    }

    /** What becomes of the answers to calls of a method of the DHT from now on. */
    void answersTo(String method, LossySession.Fate fate) {
        fates.put(method, fate);
    }

    /** Torrents are added from now on, but the store does not hear of it, nor of answers whose fate is to be held. */
    void hold() {
        held = new CompletableFuture<>();
    }

    /** The store hears of what was held. */
    void release() {
        held.complete(null);
    }

    private LossySession.Fate fate(String method) {
        return fates.getOrDefault(method, LossySession.Fate.ARRIVES);
    }

    /** The store loses its session, which goes on. */
    void leave() {
        running.clear();
    }

    /** The session ends. */
    void disconnect() {
        running.clear();
        session.close();
    }

    /** The store is started anew, to wait for an answer that long. */
    void restartStoreWith(Duration newPatience) {
        stopStore();
        patience = newPatience;
        startStore();
    }

    void startStore() {
        store = new DefaultDhtStore(
                folder.resolve("state"),
                new Pacing(QUICK, QUICK, patience, Duration.ofMinutes(1)),
                new SessionChoice(folder.getFileName().toString(), running),
                events::sendEvent);
    }

    void stopStore() {
        store.close();
    }

    DhtStore store() {
        return store;
    }

    EngineSession session() {
        return session;
    }

    EventLog events() {
        return events;
    }

    Path folder() {
        return folder;
    }

    Path state(String kind) {
        return folder.resolve("state").resolve(kind);
    }

    @Override
    public void close() {
        store.close();
    }
}
