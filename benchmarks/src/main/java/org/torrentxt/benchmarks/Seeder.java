package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineSession;

/**
 * A session in this JVM that seeds the workspace's sample.
 *
 * @param torrent which is complete and checked
 * @param metainfo its .torrent file
 */
record Seeder(EngineSession session, Torrent torrent, byte[] metainfo) implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    /**
     * Starts a session, and returns once it seeds.
     *
     * @param name of the session
     * @param settings of the engine
     */
    static Seeder start(String name, Workspace workspace, Map<String, Object> settings) throws IOException {
        Path content = workspace.sample();
        byte[] metainfo = new ParallelTorrentCreator(
                        "benchmarks", Runtime.getRuntime().availableProcessors())
                .create(CreateTorrent.of(content).format(TorrentFormat.V1).build())
                .join()
                .content();
        EngineSession session =
                EngineSession.start(ServiceSession.options(name, content.getParent(), settings), Set.of(), alert -> {});
        try {
            Torrent torrent = session.add(AddTorrent.torrentBytes(metainfo)
                            .savePath(content.getParent())
                            .seed()
                            .started()
                            .build())
                    .torrent();
            await("the seeder", () -> torrent.status().orElseThrow().isSeeding());
            return new Seeder(session, torrent, metainfo);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** A request for the torrent that has it downloaded from here. */
    AddTorrent.Builder request() {
        return AddTorrent.torrentBytes(metainfo).peer(session.listenEndpoints().get(0));
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not in time: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
