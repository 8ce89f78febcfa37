package org.torrentxt.dht;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtStore;

/** Makes every stage end: with the answer, or when it is late. */
record Deadline(Duration timeout) {
    private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,8}");
    private static final Deadline DEFAULT = new Deadline(Duration.ofSeconds(30));

    /**
     * The deadline of the configuration's {@code lookup.timeout}; a value that makes no sense must not take the store
     * away.
     */
    static Deadline ofSeconds(String seconds) {
        if (SECONDS.matcher(seconds).matches()) {
            return new Deadline(Duration.ofSeconds(Long.parseLong(seconds)));
        }
        LOG.warn(
                "lookup.timeout '{}' in configuration {}: expected a number of seconds, at least 1; {} are used",
                seconds,
                DhtStore.PID,
                DEFAULT.timeout.toSeconds());
        return DEFAULT;
    }

    /**
     * Bounds a stage.
     *
     * @param answer what is awaited
     * @param doing what the message of a time-out says was being done
     * @return ends as {@code answer} does, else exceptionally with a {@link TorrentException}
     */
    <T> CompletionStage<T> on(CompletionStage<T> answer, String doing) {
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
