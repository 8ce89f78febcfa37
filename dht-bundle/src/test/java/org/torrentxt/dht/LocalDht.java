package org.torrentxt.dht;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.engine.NetworkMode;

/** A DHT of real nodes on 127.0.0.1, which know of no others. */
final class LocalDht implements AutoCloseable {
    /** As many nodes as the store is shown to work on. */
    static final int NODES = 20;

    private final Path folder;
    private final List<EngineSession> sessions = new ArrayList<>();
    private final int port;

    private LocalDht(Path folder) {
        this.folder = folder;
        this.port = open("first", "", false).listenPort();
    }

    static LocalDht start(Path folder) {
        LocalDht dht = new LocalDht(folder);
        for (int i = 1; i < NODES; i++) {
            dht.join("node-" + i, false);
        }
        return dht;
    }

    /**
     * A session whose node knows some of the others.
     *
     * @param readOnly true if the others are not to rely on it (BEP 43): they wait long for a node that is gone, and the nodes of hosts come
     *     and go with each test
     */
    EngineSession join(String name, boolean readOnly) {
        EngineSession session = open(name, "127.0.0.1:" + port, readOnly);
        Wait.until(name + " knows other nodes", () -> session.dht().status().nodes() > 0);
        return session;
    }

    private EngineSession open(String name, String bootstrap, boolean readOnly) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("listen_interfaces", "127.0.0.1:0");
        settings.put("dht_bootstrap_nodes", bootstrap);
        settings.put("dht_read_only", readOnly);
        EngineSession session = EngineSession.start(
                new EngineOptions(name, NetworkMode.LOCAL, false, folder.resolve(name), settings),
                Set.of(),
                alert -> {});
        sessions.add(session);
        return session;
    }

    @Override
    public void close() {
        sessions.forEach(EngineSession::close);
    }
}
