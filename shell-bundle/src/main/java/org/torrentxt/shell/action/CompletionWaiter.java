package org.torrentxt.shell.action;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.Failures;

/** Waits for the stages of an operation on each of several torrents, and shows its progress meanwhile. */
public final class CompletionWaiter {
    private static final Duration REFRESH = Duration.ofMillis(200);

    private final Map<Integer, CompletableFuture<?>> pending = new TreeMap<>();

    /** Adds the operation on a torrent. */
    public void add(int torrent, CompletionStage<?> stage) {
        pending.put(torrent, stage.toCompletableFuture());
    }

    /**
     * Waits for all torrents; those that fail, or have not ended in time, become failures of the batch.
     *
     * @param show shows the progress; called repeatedly and once at the end
     * @param limit maximum time to wait; empty for no limit
     */
    public void await(Batch batch, Runnable show, Optional<Duration> limit) throws InterruptedException {
        long start = System.nanoTime();
        show.run();
        CompletableFuture<Object> next = next();
        while (!pending.isEmpty()) {
            Duration left = limit.map(most -> most.minusNanos(System.nanoTime() - start))
                    .orElse(REFRESH);
            if (takeEnded(batch)) {
                show.run();
                next = next();
            } else if (left.isNegative() || left.isZero()) {
                String late = " is not done after " + Units.duration(limit.orElseThrow()) + "; it continues";
                pending.keySet().forEach(id -> batch.fail(id, "torrent " + id + late));
                return;
            } else {
                await(next, left.compareTo(REFRESH) < 0 ? left : REFRESH);
                show.run();
            }
        }
    }

    // made once for all refreshes: each leaves something in every stage, and there are five a second for days
    private CompletableFuture<Object> next() {
        return CompletableFuture.anyOf(pending.values().toArray(CompletableFuture[]::new));
    }

    private static void await(CompletableFuture<Object> next, Duration longest) throws InterruptedException {
        try {
            next.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // which one ended, and how, is seen in its stage
        }
    }

    private boolean takeEnded(Batch batch) throws InterruptedException {
        int before = pending.size();
        for (int id : pending.keySet().stream().toList()) {
            CompletableFuture<?> stage = pending.get(id);
            if (stage.isDone()) {
                pending.remove(id);
                try {
                    stage.get();
                } catch (ExecutionException | CancellationException e) {
                    batch.fail(id, Failures.line(e));
                }
            }
        }
        return pending.size() < before;
    }
}
