package org.torrentxt.dht.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** Utilities for stages. */
public final class Stages {
    private Stages() {}

    /**
     * The same stage with unwrapped failures.
     *
     * @return a separate stage
     */
    public static <T> CompletableFuture<T> plain(CompletionStage<T> stage) {
        CompletableFuture<T> plain = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                plain.complete(value);
            } else {
                plain.completeExceptionally(cause(failure));
            }
        });
        return plain;
    }

    /** The stage returned by a call, or one that failed with the exception thrown; with unwrapped failures. */
    public static <T> CompletableFuture<T> call(Supplier<? extends CompletionStage<T>> call) {
        try {
            return plain(call.get());
        } catch (RuntimeException | Error e) { // whatever it is: a stage that never ends would block all later ones
            return CompletableFuture.failedFuture(e);
        }
    }

    /** True for a failure with that code, wrapped or not. */
    public static Predicate<Throwable> isCode(ErrorCode code) {
        return failure -> cause(failure) instanceof TorrentException e && e.code() == code;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
