package org.torrentxt.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.state.TorrentState;

/** A saved session with many torrents, all paused and complete, whose files are sparse. */
final class SavedTorrents {
    private static final long LIMIT_SECONDS = 300;
    private static final int COLLECTIONS = 3; // of garbage, until the memory in use is stable

    /**
     * One run of the session.
     *
     * @param start seconds until the session was there
     * @param load seconds until all torrents were loaded
     * @param save seconds to save them when all had changed
     * @param stop seconds to stop the session when all had changed again
     * @param heap bytes of heap per torrent
     */
    record Run(double start, double load, double save, double stop, double heap) {}

    private final Path state;
    private final Path content;
    private final int count;

    private SavedTorrents(Path state, Path content, int count) {
        this.state = state;
        this.content = content;
        this.count = count;
    }

    /** Writes the state files and the sparse files. */
    static SavedTorrents create(Path folder, int count) throws IOException {
        Path state = Files.createDirectories(folder.resolve("sessions"));
        Path content = Files.createDirectories(folder.resolve("content"));
        for (int id = 1; id <= count; id++) {
            TorrentState saved = StateBenchmark.seed(id, content);
            Files.write(state.resolve(id + ".resume"), saved.toBytes());
            try (RandomAccessFile file = new RandomAccessFile(
                    content.resolve(StateBenchmark.fileName(id)).toFile(), "rw")) {
                file.setLength(StateBenchmark.SIZE);
            }
        }
        return new SavedTorrents(state, content, count);
    }

    Run run(int round) throws InterruptedException {
        long heap = heapInUse();
        long begin = System.nanoTime();
        EngineSession session = EngineSession.start(options(), Set.of(), alert -> {});
        double start = since(begin);
        await(session.whenLoaded());
        double load = since(begin);
        List<Torrent> torrents = session.torrents();
        if (torrents.size() != count) {
            throw new IllegalStateException(torrents.size() + " torrents instead of " + count);
        }
        double perTorrent = (heapInUse() - heap) / (double) count;
        begin = System.nanoTime();
        torrents.forEach(torrent -> torrent.setUploadLimit(1_000 + round));
        await(session.saveState());
        double save = since(begin);
        torrents.forEach(torrent -> torrent.setUploadLimit(2_000 + round));
        begin = System.nanoTime();
        session.close();
        return new Run(start, load, save, since(begin), perTorrent);
    }

    private EngineOptions options() {
        return ServiceSession.saved(ServiceSession.options("state", content, Map.of()), state, Duration.ofMinutes(1));
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static void await(CompletionStage<Void> stage) throws InterruptedException {
        try {
            stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long heapInUse() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            System.runFinalization();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
