package org.torrentxt.impl.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Time limits for answers of the engine. */
final class TimeLimit {
    /** The default limit. */
    static final Duration DEFAULT = Duration.ofSeconds(60);

    private TimeLimit() {}

    /**
     * Limits the time of a request.
     *
     * @param executor runs the action
     * @param late the action if the request has not ended in time; a request that has ended is not kept in memory
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
