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

/** Ensures that every stage ends: with the answer, with a timeout, or when the store is stopped. */
public final class Deadline implements AutoCloseable {
    /** Schedules actions. */
    public interface Timer {
        /** Runs an action after a delay, unless it is cancelled. */
        Future<?> after(Duration delay, Runnable work);
    }

    private final Duration timeout;
    private final Timer timer;
    private final Set<CompletableFuture<?>> awaited = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates an instance.
     *
     * @param timeout the timeout for an answer
     * @param timer runs timeouts; stages without an answer end on its thread
     */
    public Deadline(Duration timeout, Timer timer) {
        this.timeout = timeout;
        this.timer = timer;
    }

    /**
     * Adds a timeout to a stage.
     *
     * @param answer what is awaited
     * @param doing the operation, for the error message
     * @return ends like {@code answer}, or exceptionally with a {@link TorrentException}: {@link ErrorCode#TIMEOUT}
     *     after the timeout, {@link ErrorCode#NO_SESSION} once this is closed
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
                ErrorCode.TIMEOUT,
                "timeout after " + timeout.toSeconds() + " s without an answer from the DHT: " + doing);
    }

    private static TorrentException stopped() {
        return new TorrentException(ErrorCode.NO_SESSION, "the DHT store is stopped");
    }

    /** Ends all pending stages, on the calling thread. */
    @Override
    public void close() {
        closed = true;
        awaited.forEach(bounded -> bounded.completeExceptionally(stopped()));
    }
}
