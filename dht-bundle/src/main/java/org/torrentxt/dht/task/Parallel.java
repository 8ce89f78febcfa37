package org.torrentxt.dht.task;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Sends many requests, with limited concurrency. Stops after a failure. */
public final class Parallel<T, R> {
    private final List<T> questions;
    private final Function<T, CompletionStage<R>> ask;
    private final AtomicReferenceArray<R> answers;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final CompletableFuture<List<R>> end = new CompletableFuture<>();

    private Parallel(List<T> questions, Function<T, CompletionStage<R>> ask) {
        this.questions = questions;
        this.ask = ask;
        this.answers = new AtomicReferenceArray<>(questions.size());
    }

    /**
     * Sends the requests.
     *
     * @param questions at least one
     * @param limit the maximum number of concurrent requests
     * @param ask must not block
     * @return the answers in the order of the questions, or the first failure
     */
    public static <T, R> CompletionStage<List<R>> ask(
            List<T> questions, int limit, Function<T, CompletionStage<R>> ask) {
        Parallel<T, R> run = new Parallel<>(questions, ask);
        for (int i = 0; i < limit; i++) {
            run.next();
        }
        return run.end;
    }

    private void next() {
        int index = asked.getAndIncrement();
        if (index >= questions.size() || end.isDone()) {
            return;
        }
        Stages.call(() -> ask.apply(questions.get(index))).whenComplete((answer, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure);
                return;
            }
            answers.set(index, answer);
            if (answered.incrementAndGet() == questions.size()) {
                end.complete(IntStream.range(0, questions.size())
                        .mapToObj(answers::get)
                        .toList());
            } else {
                next();
            }
        });
    }
}
