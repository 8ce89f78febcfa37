package org.torrentxt.impl.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Requests that are sent to the engine first, and directly to DHT nodes if it fails, finds nothing, or takes too long:
 * it waits long for each node that does not answer.
 */
final class HedgedRequests {
    /** How long to wait for the engine; it needs less if all nodes answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Executor callbacks;

    HedgedRequests(Executor callbacks) {
        this.callbacks = callbacks;
    }

    /**
     * Starts a request.
     *
     * @param engine the answer of the engine
     * @param enough whether an answer is sufficient
     * @param nodes asks the nodes directly; called at most once
     * @return the first sufficient answer, or else the result of asking the nodes
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
        // if they do not answer either, the engine may still
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
