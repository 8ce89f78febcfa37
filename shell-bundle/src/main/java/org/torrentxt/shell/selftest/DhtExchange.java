package org.torrentxt.shell.selftest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;

/** The steps in which one DHT node stores a value at another one and gets it back. */
final class DhtExchange {
    private static final String LOOPBACK = "127.0.0.1";

    private final TorrentSession keeper;
    private final TorrentSession asker;
    private final EventLog events;
    private final Steps steps;
    private final Duration limit;

    /**
     * An exchange.
     *
     * @param keeper session whose node stores the value
     * @param asker session whose node puts and gets it
     * @param events events of the asker
     * @param steps prints the results of the steps
     * @param limit time limit of each step
     */
    DhtExchange(TorrentSession keeper, TorrentSession asker, EventLog events, Steps steps, Duration limit) {
        this.keeper = keeper;
        this.asker = asker;
        this.events = events;
        this.steps = steps;
        this.limit = limit;
    }

    /** Runs the steps. */
    void run() throws Exception {
        steps.run("join the DHT nodes", this::join);
        // a new value each time, so that one of an earlier run cannot be found
        byte[] value = ("TorrentXT self-test " + System.nanoTime()).getBytes(StandardCharsets.UTF_8);
        DhtTarget target = steps.run(
                "put a value",
                () -> asker.dht().putImmutable(value).toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS));
        steps.run("get it back from the other node", () -> get(target, value));
    }

    private void join() throws Exception {
        Dht node = asker.dht();
        node.addBootstrapNode(LOOPBACK, keeper.listenPort());
        events.awaitUntil("node in the routing table", () -> node.status().nodes() > 0, limit);
    }

    private void get(DhtTarget target, byte[] value) throws Exception {
        ImmutableItem item = asker.dht()
                .getImmutable(target)
                .toCompletableFuture()
                .get(limit.toNanos(), TimeUnit.NANOSECONDS)
                .orElseThrow(() -> new IOException("the other node does not have the value"));
        if (!Arrays.equals(item.value(), value)) {
            throw new IOException("received a different value");
        }
    }
}
