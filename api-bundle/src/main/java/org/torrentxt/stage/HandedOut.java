package org.torrentxt.stage;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A future returned to callers. Its result is available immediately to threads that wait for it; dependents start when
 * it {@linkplain #end ends}, which requires a free thread. Completing or cancelling it does not affect anything else.
 */
final class HandedOut<T> extends CompletableFuture<T> {
    // nothing ever depends on this one
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    /** Sets the result, for threads that wait. */
    void answer(T value, Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    /** Runs the dependents on this thread. */
    void end() {
        answer.whenComplete((value, failure) -> {
            if (failure == null) {
                super.complete(value);
            } else {
                super.completeExceptionally(failure);
            }
        });
    }

    /** Completes the dependents with a failure instead of the result, on this thread. */
    void refuse(Throwable failure) {
        super.completeExceptionally(failure);
    }

    @Override
    public boolean complete(T value) {
        return answer.complete(value) && super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return answer.completeExceptionally(failure) && super.completeExceptionally(failure);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        return answer.cancel(mayInterrupt) ? super.completeExceptionally(new CancellationException()) : isCancelled();
    }

    @Override
    public boolean isDone() {
        return answer.isDone() || super.isDone();
    }

    @Override
    public boolean isCancelled() {
        return answer.isCancelled() || super.isCancelled();
    }

    @Override
    public boolean isCompletedExceptionally() {
        return answer.isCompletedExceptionally() || super.isCompletedExceptionally();
    }

    @Override
    public T join() {
        return isAnswered() ? answer.join() : super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        return isAnswered() ? answer.get() : super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return isAnswered() ? answer.get(timeout, unit) : super.get(timeout, unit);
    }

    @Override
    public T getNow(T otherwise) {
        return isAnswered() ? answer.getNow(otherwise) : super.getNow(otherwise);
    }

    // or will be; a future completed in other ways than those above, such as completeAsync, has no result
    private boolean isAnswered() {
        return answer.isDone() || !super.isDone();
    }
}
