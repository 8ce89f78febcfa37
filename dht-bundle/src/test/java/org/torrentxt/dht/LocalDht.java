package org.torrentxt.dht;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/** A DHT of real nodes on 127.0.0.1, which know of no others. */
final class LocalDht implements AutoCloseable {
    /** As many nodes as the store is shown to work on. */
    static final int NODES = 20;

    /** As many nodes as are asked to keep an item. */
    private static final int WELL_CONNECTED = 8;

    // A peer that was cut off while files are checked is dialled again after a minute otherwise.
    private static final Map<String, Object> SETTINGS =
            Map.of("listen_interfaces", "127.0.0.1:0", "min_reconnect_time", 1);

    private final Path folder;
    private final List<EngineSession> nodes = new ArrayList<>();
    private final List<EngineSession> guests = new ArrayList<>();

    private LocalDht(Path folder) {
        this.folder = folder;
    }

    static LocalDht start(Path folder) {
        LocalDht dht = new LocalDht(folder);
        for (int i = 0; i < NODES; i++) {
            dht.nodes.add(dht.open("node-" + i));
        }
        dht.nodes.forEach(dht::introduce);
        dht.nodes.forEach(LocalDht::awaitConnected);
        return dht;
    }

    /**
     * A session whose node knows enough of the others; it stays till the end, as nodes wait long for one that is gone.
     */
    EngineSession join(String name) {
        EngineSession session = open(name);
        introduce(session);
        awaitConnected(session);
        guests.add(session);
        return session;
    }

    // A node that is named is asked, and known once it answers; of others that it hears of, a node asks but one now and
    // then.
    private void introduce(EngineSession session) {
        nodes.stream()
                .filter(other -> other != session)
                .forEach(other -> session.dht().addBootstrapNode("127.0.0.1", other.listenPort()));
    }

    private static void awaitConnected(EngineSession session) {
        Wait.until(
                session.name() + " is well connected",
                () -> session.dht().status().nodes() >= WELL_CONNECTED);
    }

    private EngineSession open(String name) {
        EngineSession session = EngineSession.start(
                new EngineOptions(name, NetworkMode.LOCAL, false, folder.resolve(name), SETTINGS),
                Set.of(),
                alert -> {});
        Wait.until(name + " listens", () -> session.listenPort() > 0);
        return session;
    }

    /** All nodes are gone at once; the sessions that joined them do not get to know. */
    void lose() {
        nodes.forEach(EngineSession::close);
        nodes.clear();
    }

    @Override
    public void close() {
        guests.forEach(EngineSession::close);
        lose();
    }
}
