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

/** Runs steps for the same object one after the other, and all others concurrently. */
public final class KeyedSerialExecutor<K> {
    /** The waiting steps by object; an object with a running step has a queue, which may be empty. */
    private final Map<K, Queue<Supplier<CompletableFuture<?>>>> waiting = new HashMap<>();

    /**
     * Runs a step after all earlier steps for the same object have ended.
     *
     * @return ends like the step, with unwrapped failures
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

    // A loop: if each step was started by the end of the previous one, many short steps would overflow the stack.
    private void goOn(K thing) {
        for (var turn = next(thing); turn.isPresent(); turn = next(thing)) {
            AtomicBoolean passed =
                    new AtomicBoolean(); // set by whichever comes first: the end of the step, or this loop
            turn.get().get().whenComplete((result, failure) -> {
                if (passed.getAndSet(true)) {
                    goOn(thing);
                }
            });
            if (!passed.getAndSet(true)) {
                return; // the end of the step continues
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
