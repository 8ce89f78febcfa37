package org.torrentxt.dht.access;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Makes every stage end: with the answer, when it is late, or when there is no more waiting. */
public final class Deadline implements AutoCloseable {
    /** Does things later. */
    public interface Timer {
        /** Does something later, unless it is cancelled. */
        Future<?> after(Duration delay, Runnable work);
    }

    private final Duration timeout;
    private final Timer timer;
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Prepares it.
     *
     * @param timeout when an answer is late
     * @param timer on whose thread stages end that end without an answer
     */
    public Deadline(Duration timeout, Timer timer) {
        this.timeout = timeout;
        this.timer = timer;
    }

    /**
     * Bounds a stage.
     *
     * @param answer what is awaited
     * @param doing what the message of a time-out says was being done
     * @return ends as {@code answer} does, else exceptionally with a {@link TorrentException}: {@link ErrorCode#TIMEOUT} when it is
     *     late, {@link ErrorCode#NO_SESSION} once this is closed
     */
    public <T> CompletionStage<T> on(CompletionStage<T> answer, String doing) {
        CompletableFuture<T> bounded = new CompletableFuture<>();
        Future<?> late = timer.after(timeout, () -> bounded.completeExceptionally(late(doing)));
        awaited.add(bounded);
        bounded.whenComplete((value, failure) -> {
            late.cancel(false);
            awaited.remove(bounded);
        });
        answer.whenComplete((value, failure) -> {
            if (failure == null) {
                bounded.complete(value);
            } else {
                bounded.completeExceptionally(
                        failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
            }
        });
        if (closed) {
            bounded.completeExceptionally(stopped());
        }
        return bounded;
    }

    private TorrentException late(String doing) {
        return new TorrentException(
                ErrorCode.TIMEOUT, "no answer from the DHT within " + timeout.toSeconds() + " s: " + doing);
    }

    private static TorrentException stopped() {
        return new TorrentException(ErrorCode.NO_SESSION, "the DHT store is stopped");
    }

    /** Ends all stages that have not ended, on the calling thread. */
    @Override
    public void close() {
        closed = true;
        awaited.forEach(bounded -> bounded.completeExceptionally(stopped()));
    }
}
