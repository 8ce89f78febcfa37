package org.torrentxt.benchmarks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.benchmarks.Section.Headline;

/** The time to put and get DHT items. */
final class DhtBenchmark implements Benchmark {
    private static final List<Integer> SIZES = List.of(20, 50);
    private static final int WARM_UP = 20;
    private static final int ITEMS_AFTER_A_LOSS = 10;
    private static final long LIMIT_SECONDS = 60;
    private static final String METHOD = """
        Items of 100 bytes on a DHT of sessions in one JVM on 127.0.0.1, each of which knows all others, one item after
        another, after a warm-up. Each item is put by one node and then looked up by another, with alternating nodes.
        Immutable and mutable items are stored by the engine, and mutable items signed beforehand are stored unchanged
        (`putMutable(item, ...)`), which looks up existing versions first, and again on any node that refuses. Every
        lookup must find the newest version of the item. Then one node stops silently, and ten more items of each kind
        are put and looked up: the engine waits for an answer of the lost node if that is among the nearest.\
        """;

    private final Map<String, Samples> milliseconds = new LinkedHashMap<>();

    @Override
    public String name() {
        return "dht";
    }

    @Override
    public Section run(Workspace workspace) throws InterruptedException {
        Path folder = workspace.resolve("dht");
        int items = workspace.options().items();
        List<Headline> headlines = new ArrayList<>();
        Table details = new Table("nodes", "milliseconds", "median", "95th percentile", "greatest");
        for (int size : SIZES) {
            try (DhtSwarm swarm = DhtSwarm.start(folder, size)) {
                measure(swarm, WARM_UP);
                milliseconds.clear();
                measure(swarm, items);
                report(size + "", headlines, details);
                swarm.loseOne();
                measure(swarm, ITEMS_AFTER_A_LOSS);
                report(size + ", one of them lost", headlines, details);
            }
        }
        return new Section("DHT items, " + items + " per kind", METHOD, headlines, details);
    }

    private void report(String nodes, List<Headline> headlines, Table details) {
        milliseconds.forEach((what, samples) -> {
            String median = Samples.text(samples.median(), 2);
            String slow = Samples.text(samples.percentile(95), 2);
            headlines.add(new Headline(
                    "DHT of " + nodes + " nodes: " + what + ", ms; median and 95th percentile",
                    median + ", " + slow,
                    "",
                    "",
                    ""));
            details.row(nodes, what, median, slow, Samples.text(samples.percentile(100), 2));
        });
        milliseconds.clear();
    }

    private void measure(DhtSwarm swarm, int items) throws InterruptedException {
        DhtKeyPair keys = DhtKeyPair.generate();
        for (int i = 0; i < items; i++) {
            Dht putting = swarm.node(i);
            Dht getting = swarm.node(i + swarm.size() / 2);
            byte[] value = ByteBuffer.allocate(100)
                    .putInt(i)
                    .putLong(System.nanoTime())
                    .array();
            byte[] salt = ByteBuffer.allocate(4).putInt(i).array();
            MutableItem signed =
                    MutableItem.sign(keys, ByteBuffer.allocate(8).putInt(i).array(), 1, value);

            DhtTarget target = timed("immutable put", () -> putting.putImmutable(value));
            require(timed("immutable get", () -> getting.getImmutable(target)).isPresent());
            timed("mutable put", () -> putting.putMutable(keys, salt, value));
            require(timed("mutable get", () -> getting.getMutable(keys.publicKey(), salt))
                    .isPresent());
            timed("put of a signed item", () -> putting.putMutable(signed, OptionalLong.empty()));
            require(timed("get of a signed item", () -> getting.getMutable(keys.publicKey(), signed.salt()))
                    .filter(found -> found.seq() == signed.seq())
                    .isPresent());
        }
    }

    private static void require(boolean found) {
        if (!found) {
            throw new IllegalStateException("a stored item was not found");
        }
    }

    private interface Question<T> {
        CompletionStage<T> ask();
    }

    private <T> T timed(String what, Question<T> question) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            T answer = question.ask().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            milliseconds.computeIfAbsent(what, w -> new Samples()).add((System.nanoTime() - begin) / 1e6);
            return answer;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(what + " failed", e);
        }
    }
}
