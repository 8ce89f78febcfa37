package org.torrentxt.dht.access;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Makes every stage end: with the answer, or when it is late.
 *
 * @param timeout when it is
 */
public record Deadline(Duration timeout) {
    /**
     * Bounds a stage.
     *
     * @param answer what is awaited
     * @param doing what the message of a time-out says was being done
     * @return ends as {@code answer} does, else exceptionally with a {@link TorrentException}
     */
    public <T> CompletionStage<T> on(CompletionStage<T> answer, String doing) {
        CompletableFuture<T> bounded = new CompletableFuture<>();
        answer.toCompletableFuture()
                .copy() // what times out is our wait, not the session's request
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((value, failure) -> {
                    if (failure == null) {
                        bounded.complete(value);
                    } else {
                        bounded.completeExceptionally(explain(failure, doing));
                    }
                });
        return bounded;
    }

    private Throwable explain(Throwable failure, String doing) {
        if (failure instanceof TimeoutException) {
            return new TorrentException(
                    ErrorCode.TIMEOUT, "no answer from the DHT within " + timeout.toSeconds() + " s: " + doing);
        }
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
