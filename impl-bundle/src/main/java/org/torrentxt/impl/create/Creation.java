package org.torrentxt.impl.create;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;

/**
 * Creates one torrent, in steps on a shared executor: scan, hash with several workers, finish. Completing the future,
 * by cancelling or failing it, stops the work at the next chunk. No step waits for another, so any number of creations
 * can share any number of threads.
 */
final class Creation {
    // Enough for one worker to continue reading while the disk serves another, and small enough to take turns with
    // other creations.
    private static final int RUN_BYTES = 1024 * 1024;

    private final CreateTorrent request;
    private final String program;
    private final Executor executor;
    private final int parallelism;
    private final CompletableFuture<CreatedTorrent> future = new CompletableFuture<>();

    private ContentTree content;
    private PieceMap map;
    private PieceHashes hashes;
    private ProgressMeter progress;
    private int piecesPerRun;
    private final AtomicInteger nextRun = new AtomicInteger();
    private final AtomicInteger workersLeft = new AtomicInteger();

    Creation(CreateTorrent request, String program, Executor executor, int parallelism) {
        this.request = request;
        this.program = program;
        this.executor = executor;
        this.parallelism = parallelism;
    }

    CompletableFuture<CreatedTorrent> future() {
        return future;
    }

    void start() {
        submit(this::scan);
    }

    private void submit(Runnable step) {
        guard(() -> executor.execute(() -> guard(step)));
    }

    // Errors, too: whoever waits for the future must learn of an OutOfMemoryError.
    private void guard(Runnable step) {
        try {
            step.run();
        } catch (CancellationException e) {
            future.cancel(false);
        } catch (TorrentException e) {
            future.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            String message = "could not create a torrent of " + request.content() + ": " + e;
            future.completeExceptionally(new TorrentException(ErrorCode.GENERIC, message, e));
        }
    }

    private void scan() {
        new ContentScanner(request, future::isDone, true).scan(this::submit, this::hash);
    }

    private void hash(ContentTree found) {
        content = found;
        map = PieceMap.of(content, request.format(), request.pieceLength());
        MetainfoSize.check(request, content, map); // before the work
        hashes = new PieceHashes(map, request.format());
        progress = new ProgressMeter(request.onProgress(), content.totalSize(), future::isDone);
        progress.add(0);
        piecesPerRun = Math.max(1, RUN_BYTES / map.pieceLength());
        int runs = (map.numPieces() + piecesPerRun - 1) / piecesPerRun;
        int workers = Math.min(parallelism, runs);
        workersLeft.set(workers);
        for (int i = 0; i < workers; i++) {
            new Worker().resume();
        }
    }

    private void finish() {
        CompletableFuture<CreatedTorrent> written = new CompletableFuture<>();
        submit(() -> written.complete(new Metainfo(request, program, content, map, hashes).write()));
        new ContentScanner(request, future::isDone, false).scan(this::submit, later -> {
            content.requireSame(later);
            written.thenAccept(future::complete);
        });
    }

    /** Hashes one run of pieces after the other; between them, other creations take their turn on the thread. */
    private final class Worker {
        private final PieceHasher hasher = new PieceHasher(map, hashes, future::isDone);
        private boolean more = true;

        void resume() {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                // the executor was shut down, and who did that has failed the future before
                leave();
            }
        }

        private void run() {
            guard(() -> more = hashRun());
            if (more && !future.isDone()) {
                resume();
            } else {
                leave();
            }
        }

        private boolean hashRun() {
            int first = nextRun.getAndIncrement() * piecesPerRun;
            int last = Math.min(first + piecesPerRun, map.numPieces());
            long bytes = 0;
            for (int piece = first; piece < last; piece++) {
                bytes += hasher.hash(piece);
            }
            if (bytes > 0) {
                progress.add(bytes);
            }
            return last < map.numPieces();
        }

        private void leave() {
            guard(hasher::close);
            if (workersLeft.decrementAndGet() == 0 && !future.isDone()) {
                guard(Creation.this::finish);
            }
        }
    }
}
