package org.torrentxt.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.impl.engine.EngineSession;

/** A DHT of sessions on 127.0.0.1, each of which knows all others. */
final class DhtSwarm implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final List<EngineSession> sessions = new ArrayList<>();

    private DhtSwarm() {}

    static DhtSwarm start(Path folder, int size) {
        DhtSwarm swarm = new DhtSwarm();
        try {
            for (int i = 0; i < size; i++) {
                swarm.sessions.add(EngineSession.start(
                        ServiceSession.options("dht-" + i, folder, Map.of("enable_dht", true)), Set.of(), alert -> {}));
            }
            swarm.sessions.forEach(swarm::introduce);
            swarm.sessions.forEach(session -> awaitNodes(session, size - 1));
            return swarm;
        } catch (RuntimeException e) {
            swarm.close();
            throw e;
        }
    }

    private void introduce(EngineSession session) {
        sessions.stream()
                .filter(other -> other != session)
                .forEach(other -> session.dht().addBootstrapNode("127.0.0.1", other.listenPort()));
    }

    // each check waits for the engine
    private static void awaitNodes(EngineSession session, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (session.dht().status().nodes() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(session.name() + " does not know " + count + " nodes in time");
            }
        }
    }

    /** Stops a node without notifying the others. */
    void loseOne() {
        sessions.remove(sessions.size() - 1).close();
    }

    int size() {
        return sessions.size();
    }

    /** The nodes, cyclically. */
    Dht node(int number) {
        return sessions.get(number % sessions.size()).dht();
    }

    @Override
    public void close() {
        sessions.forEach(EngineSession::close);
    }
}
