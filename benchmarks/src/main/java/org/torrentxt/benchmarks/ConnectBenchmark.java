package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineSession;

/** How long a small file takes whose peer is known, from adding it until it is there. */
final class ConnectBenchmark implements Benchmark {
    private static final int RUNS_PER_ROUND = 20;
    private static final int SIZE = 20_000;
    private static final int PAUSE_MILLIS = 1_500;
    private static final String METHOD = """
        A file of 20,000 bytes is added to one session of a JVM while another seeds it, on 127.0.0.1, with the seeder as its peer: by its magnet link or its .torrent
        file, as the queue starts it or `started()`. Measured from `add` until its stage `whenFinished` has ended, %d times a round. Then it is
        removed, and up to %,d ms later the next is added, at a random time: the engine connects once a second by itself.\
        """.formatted(RUNS_PER_ROUND, PAUSE_MILLIS);

    /** How it is added. */
    private enum Kind {
        MAGNET("magnet link"),
        MAGNET_STARTED("magnet link, started"),
        FILE(".torrent file"),
        FILE_STARTED(".torrent file, started");

        private final String title;
        private final Samples millis = new Samples();

        Kind(String title) {
            this.title = title;
        }

        AddTorrent request(CreatedTorrent torrent, Endpoint peer) {
            boolean isMagnet = this == MAGNET || this == MAGNET_STARTED;
            AddTorrent.Builder request =
                    isMagnet ? AddTorrent.magnet(torrent.magnetUri()) : AddTorrent.torrentBytes(torrent.content());
            request.peer(peer);
            return this == MAGNET_STARTED || this == FILE_STARTED
                    ? request.started().build()
                    : request.build();
        }
    }

    private final Random random = new Random(1);

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public Section run(Workspace workspace) throws IOException {
        Path content = workspace.resolve("small");
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        Files.write(content, bytes);
        CreatedTorrent torrent = new ParallelTorrentCreator("benchmarks", 1)
                .create(CreateTorrent.of(content).build())
                .join();
        try (EngineSession seeder = session("seed", content.getParent());
                EngineSession leecher = session("fetch", Files.createDirectories(workspace.resolve("target")))) {
            seeder.add(AddTorrent.torrentBytes(torrent.content()).started().build())
                    .torrent()
                    .whenFinished()
                    .toCompletableFuture()
                    .join();
            Endpoint peer = seeder.listenEndpoints().get(0);
            for (int run = 0; run < workspace.options().rounds() * RUNS_PER_ROUND; run++) {
                for (Kind kind : Kind.values()) {
                    LockSupport.parkNanos(random.nextInt(PAUSE_MILLIS) * 1_000_000L);
                    kind.millis.add(millisToFetch(leecher, kind.request(torrent, peer)));
                }
            }
        } finally {
            Workspace.delete(workspace.resolve("target"));
            Files.delete(content);
        }
        return section();
    }

    private static EngineSession session(String name, Path folder) {
        return EngineSession.start(ServiceSession.options(name, folder, Map.of()), Set.of(), alert -> {});
    }

    private static double millisToFetch(EngineSession leecher, AddTorrent request) {
        long begin = System.nanoTime();
        Torrent torrent = leecher.add(request).torrent();
        torrent.whenFinished().toCompletableFuture().join();
        double millis = (System.nanoTime() - begin) / 1e6;
        torrent.remove(true).toCompletableFuture().join();
        return millis;
    }

    private static Section section() {
        Table details = new Table("added by", "runs", "median ms", "95th percentile ms", "longest ms");
        for (Kind kind : Kind.values()) {
            details.row(
                    kind.title,
                    String.valueOf(kind.millis.size()),
                    Samples.text(kind.millis.median(), 1),
                    Samples.text(kind.millis.percentile(95), 1),
                    Samples.text(kind.millis.percentile(100), 1));
        }
        return new Section(
                "A small file with a known peer", METHOD, List.of(headline(Kind.MAGNET), headline(Kind.FILE)), details);
    }

    private static Headline headline(Kind kind) {
        return new Headline(
                "a small file by a " + kind.title + ", ms: median / 95th percentile",
                Samples.text(kind.millis.median(), 1) + " / " + Samples.text(kind.millis.percentile(95), 1),
                "",
                "",
                "20 / 100");
    }
}
