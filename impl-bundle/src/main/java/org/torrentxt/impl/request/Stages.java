package org.torrentxt.impl.request;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;

/** Additions to {@link CompletableFuture}. */
public final class Stages {
    private Stages() {}

    /** Ends once all stages have ended, with their values in the same order. */
    public static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
                .thenApply(ended -> stages.stream().map(CompletableFuture::join).toList());
    }

    /**
     * The value of a stage if it is sufficient.
     *
     * @param other gives the result if the stage has failed, with its failure, or its value is not sufficient
     */
    public static <T> CompletableFuture<T> orElse(
            CompletionStage<T> stage,
            Predicate<T> sufficient,
            Function<Optional<Throwable>, CompletableFuture<T>> other) {
        return stage.handle((value, failure) -> failure == null && sufficient.test(value)
                        ? CompletableFuture.completedFuture(value)
                        : other.apply(Optional.ofNullable(failure)))
                .thenCompose(Function.identity())
                .toCompletableFuture();
    }
}
