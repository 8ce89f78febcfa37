package org.torrentxt.impl.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The time that the engine has for an answer. */
final class TimeLimit {
    /** How long it may take where nothing else is said. */
    static final Duration DEFAULT = Duration.ofSeconds(60);

    private TimeLimit() {}

    /**
     * Watches a request.
     *
     * @param executor runs what is done
     * @param late what to do if the request has not ended in time; a request that has is not kept alive
     */
    static void watch(CompletableFuture<?> request, Duration time, Executor executor, Runnable late) {
        CompletableFuture<Boolean> limit =
                new CompletableFuture<Boolean>().completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS);
        limit.thenAccept(isLate -> {
            if (isLate) {
                executor.execute(late);
            }
        });
        request.whenComplete((value, failure) -> limit.complete(false));
    }
}
