package org.torrentxt.stage;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A future as somebody else gets it. Its answer is there at once for whoever waits for it; what was attached to it begins when it
 * {@linkplain #end ends}, which takes a thread that can be spared. Completing or cancelling it concerns nobody else.
 */
final class HandedOut<T> extends CompletableFuture<T> {
    // nothing is ever attached to this one
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    /** Takes the answer, for those that wait. */
    void answer(T value, Throwable failure) {
        if (failure == null) {
            answer.complete(value);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    /** Begins what was attached, on this thread. */
    void end() {
        answer.whenComplete((value, failure) -> {
            if (failure == null) {
                super.complete(value);
            } else {
                super.completeExceptionally(failure);
            }
        });
    }

    /** Ends what was attached with a failure instead of the answer, on this thread. */
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

    // or will be; what ended by other ways than those above, such as completeAsync, has no answer
    private boolean isAnswered() {
        return answer.isDone() || !super.isDone();
    }
}
