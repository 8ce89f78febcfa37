package org.torrentxt.benchmarks;

import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.PieceFinished;

/** Sends alerts no faster than they arrive, so that none is dropped, and counts those that do. */
final class AlertFlow {
    private static final int BATCH = 100;
    /** The maximum number in transit: fewer than an outlet drops at, more than needed to keep it busy. */
    private static final int WINDOW = 50 * BATCH;

    private static final long PATIENCE_SECONDS = 60;
    private static final AlertOrigin ORIGIN = new AlertOrigin(
            "benchmark", 1, "content", InfoHashes.of(new InfoHash("ab".repeat(20))), Instant.ofEpochSecond(0));

    private final int total;
    private final Semaphore window = new Semaphore(WINDOW);
    private final AtomicInteger arrived = new AtomicInteger();

    AlertFlow(int total) {
        this.total = Math.max(1, total / BATCH) * BATCH;
    }

    /** An alert has arrived, the one of that number. */
    void arrived(int piece) {
        int count = arrived.incrementAndGet();
        // one that is out of order would otherwise be counted like any other; the sender then times out
        if (piece == count - 1 && count % BATCH == 0) {
            window.release(BATCH);
        }
    }

    /** Sends them all; returns the number that arrived per second. */
    double rate(Consumer<PieceFinished> way) throws InterruptedException {
        long begin = System.nanoTime();
        for (int piece = 0; piece < total; piece++) {
            if (piece % BATCH == 0) {
                await(BATCH);
            }
            way.accept(new PieceFinished(ORIGIN, piece));
        }
        await(WINDOW);
        return total / ((System.nanoTime() - begin) / 1e9);
    }

    private void await(int permits) throws InterruptedException {
        if (!window.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "only " + arrived + " of " + total + " alerts arrived, or they were out of order");
        }
    }
}
