package org.torrentxt.dht.task;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Lets what concerns the same thing happen one after the other, and the rest at the same time. */
public final class Turns<K> {
    private final Map<K, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    /**
     * Does something when everything that was handed in before it for the same thing has ended.
     *
     * @return ends as the step does, with failures as they were thrown
     */
    public <T> CompletionStage<T> take(K thing, Supplier<? extends CompletionStage<T>> step) {
        CompletableFuture<T> turn = new CompletableFuture<>();
        CompletableFuture<?> before = last.put(thing, turn);
        turn.whenComplete((result, failure) -> last.remove(thing, turn));
        if (before == null) {
            begin(step, turn);
        } else {
            before.whenComplete((result, failure) -> begin(step, turn));
        }
        return Stages.plain(turn);
    }

    private static <T> void begin(Supplier<? extends CompletionStage<T>> step, CompletableFuture<T> turn) {
        Stages.call(step).whenComplete((result, failure) -> {
            if (failure == null) {
                turn.complete(result);
            } else {
                turn.completeExceptionally(failure);
            }
        });
    }
}
