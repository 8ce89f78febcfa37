package org.torrentxt.impl.request;

import java.util.concurrent.CompletableFuture;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Failure;

/**
 * How a request has ended.
 *
 * @param value the result; null if there is none
 * @param failure why it failed; null if it succeeded
 */
public record Outcome<V>(V value, TorrentException failure) {
    /** A success. */
    public static <V> Outcome<V> of(V value) {
        return new Outcome<>(value, null);
    }

    /** A failure. */
    public static <V> Outcome<V> failed(TorrentException failure) {
        return new Outcome<>(null, failure);
    }

    /** A failure that an alert reports. */
    public static <V> Outcome<V> failed(String what, Failure failure) {
        String reason = failure.errorMessage().isBlank() ? failure.message() : failure.errorMessage();
        return failed(new TorrentException(ErrorCode.ENGINE, what + ": " + reason.strip()));
    }

    void end(CompletableFuture<V> stage) {
        if (failure == null) {
            stage.complete(value);
        } else {
            stage.completeExceptionally(failure);
        }
    }
}
