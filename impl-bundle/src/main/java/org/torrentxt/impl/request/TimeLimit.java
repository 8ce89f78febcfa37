package org.torrentxt.impl.request;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Time limits for answers of the engine. */
public final class TimeLimit {
    /** The limit of a request, whatever it consists of. */
    public static final Duration DEFAULT = Duration.ofSeconds(60);

    /** How long a request waits for one DHT node, if it has what it needs from others. */
    public static final Duration NODE = Duration.ofSeconds(2);

    /** How long a request waits for a DHT node if others do not have what it needs. */
    public static final Duration LAST_NODE = NODE.multipliedBy(5);

    private TimeLimit() {}

    /** The failure of a request that the engine has not answered in time. */
    static TorrentException exceeded(Duration limit) {
        return new TorrentException(
                ErrorCode.TIMEOUT, "timeout: no answer from the engine within " + limit.toMillis() + " ms");
    }

    /**
     * Limits the time of a request.
     *
     * @param executor runs the action
     * @param late the action if the request has not ended in time; a request that has ended is not kept in memory
     */
    public static void watch(CompletableFuture<?> request, Duration time, Executor executor, Runnable late) {
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
