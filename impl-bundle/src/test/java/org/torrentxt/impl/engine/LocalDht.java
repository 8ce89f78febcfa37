package org.torrentxt.impl.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.torrentxt.api.dht.Dht;

/** A DHT of sessions on 127.0.0.1, each of which knows others, and of which no other node knows. */
final class LocalDht implements AutoCloseable {
    /** As many nodes as are asked to keep an item. */
    private static final int WELL_CONNECTED = 8;

    private final List<LocalSession> nodes = new ArrayList<>();
    private final Path folder;

    private LocalDht(Path folder) {
        this.folder = folder;
    }

    /** Starts that many nodes, and waits until each knows enough others. */
    static LocalDht start(Path folder, int count) {
        LocalDht dht = new LocalDht(folder);
        try {
            for (int i = 0; i < count; i++) {
                dht.nodes.add(LocalSession.start("dht-" + i, folder));
            }
            dht.nodes.forEach(dht::introduce);
            dht.nodes.forEach(node -> awaitNodes(node, Math.min(WELL_CONNECTED, count - 1)));
            return dht;
        } catch (RuntimeException | Error e) {
            dht.close();
            throw e;
        }
    }

    /** Starts another node, and waits until it knows enough others. */
    LocalSession join() {
        LocalSession node = LocalSession.start("dht-" + nodes.size(), folder);
        introduce(node);
        nodes.add(node);
        awaitNodes(node, Math.min(WELL_CONNECTED, nodes.size() - 1));
        return node;
    }

    // A node that is named is asked, and known once it answers; of others that it hears of, a node asks but one now and
    // then.
    void introduce(LocalSession node) {
        for (LocalSession other : nodes) {
            if (other != node) {
                node.session()
                        .dht()
                        .addBootstrapNode("127.0.0.1", other.endpoint().port());
            }
        }
    }

    /** Waits until a node knows that many others. */
    static void awaitNodes(LocalSession node, int count) {
        Wait.until(
                count + " nodes known to " + node.session().name(),
                () -> node.session().dht().status().nodes() >= count);
    }

    LocalSession session(int node) {
        return nodes.get(node);
    }

    Dht node(int node) {
        return nodes.get(node).session().dht();
    }

    int size() {
        return nodes.size();
    }

    @Override
    public void close() {
        nodes.forEach(LocalSession::close);
    }
}
