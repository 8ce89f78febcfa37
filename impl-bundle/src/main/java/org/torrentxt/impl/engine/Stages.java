package org.torrentxt.impl.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Additions to {@link CompletableFuture}. */
final class Stages {
    private Stages() {}

    /** Ends once all stages have ended, with their values in the same order. */
    static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
                .thenApply(ended -> stages.stream().map(CompletableFuture::join).toList());
    }
}
