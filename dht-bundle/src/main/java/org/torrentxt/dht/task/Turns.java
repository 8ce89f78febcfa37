package org.torrentxt.dht.task;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Lets what concerns the same thing happen one after the other, and the rest at the same time. */
public final class Turns<K> {
    /** What waits, by thing; a thing whose turn it is has a queue, though an empty one if nothing waits. */
    private final Map<K, Queue<Supplier<CompletableFuture<?>>>> waiting = new HashMap<>();

    /**
     * Does something when everything that was handed in before it for the same thing has ended.
     *
     * @return ends as the step does, with failures as they were thrown
     */
    public <T> CompletionStage<T> take(K thing, Supplier<? extends CompletionStage<T>> step) {
        CompletableFuture<T> turn = new CompletableFuture<>();
        if (add(thing, () -> begin(step, turn))) {
            goOn(thing);
        }
        return Stages.plain(turn);
    }

    /** True if nothing is in progress. */
    private synchronized boolean add(K thing, Supplier<CompletableFuture<?>> turn) {
        boolean idle = !waiting.containsKey(thing);
        waiting.computeIfAbsent(thing, any -> new ArrayDeque<>()).add(turn);
        return idle;
    }

    private synchronized Optional<Supplier<CompletableFuture<?>>> next(K thing) {
        Optional<Supplier<CompletableFuture<?>>> next =
                Optional.ofNullable(waiting.get(thing).poll());
        if (next.isEmpty()) {
            waiting.remove(thing);
        }
        return next;
    }

    // A loop: were each turn begun by the end of the one before, many that end at once would overflow the stack.
    private void goOn(K thing) {
        for (var turn = next(thing); turn.isPresent(); turn = next(thing)) {
            AtomicBoolean passed = new AtomicBoolean(); // by the first of the two: the end of the turn, or this loop
            turn.get().get().whenComplete((result, failure) -> {
                if (passed.getAndSet(true)) {
                    goOn(thing);
                }
            });
            if (!passed.getAndSet(true)) {
                return; // the end of the turn goes on
            }
        }
    }

    private static <T> CompletableFuture<T> begin(
            Supplier<? extends CompletionStage<T>> step, CompletableFuture<T> turn) {
        Stages.call(step).whenComplete((result, failure) -> {
            if (failure == null) {
                turn.complete(result);
            } else {
                turn.completeExceptionally(failure);
            }
        });
        return turn;
    }
}
