package org.torrentxt.impl.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Requests that the engine has for itself at first, and that go to the nodes of the DHT one by one where it fails, finds nothing, or
 * is not done soon: it waits long for each node that is silent.
 */
final class HedgedRequests {
    /** How long the engine has; among nodes that all answer it needs less. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Executor callbacks;

    HedgedRequests(Executor callbacks) {
        this.callbacks = callbacks;
    }

    /**
     * Follows a request.
     *
     * @param engine the engine's answer
     * @param enough tells whether that will do
     * @param nodes asks the nodes; called at most once
     * @return the first answer that will do, or else how asking the nodes ended
     */
    <T> CompletableFuture<T> first(
            CompletionStage<T> engine, Predicate<T> enough, Supplier<CompletableFuture<T>> nodes) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<Void> start = new CompletableFuture<>();
        CompletableFuture<T> asked = start.thenCompose(begin -> nodes.get());
        engine.whenComplete((answer, failure) -> {
            if (failure == null && enough.test(answer)) {
                result.complete(answer);
            } else {
                start.complete(null);
                asked.whenComplete((told, unanswered) -> end(result, told, unanswered));
            }
        });
        // if they do not answer either, the engine still may
        TimeLimit.watch(result, PATIENCE, callbacks, () -> start.complete(null));
        asked.thenAccept(result::complete);
        return result;
    }

    private static <T> void end(CompletableFuture<T> result, T value, Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }
}
