package org.torrentxt.dht.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * A periodic task: repeated after the interval if it succeeded, after an increasing pause if it failed. A conflict ends
 * it. Runs one round at a time, started on the store's thread.
 */
public final class Recurring {
    /**
     * The progress.
     *
     * @param lastSuccess when it last succeeded; empty before that
     * @param next when it is due; empty once it has ended, or was stopped
     * @param failure why the last round failed; empty if it succeeded, or there was none yet
     */
    public record Progress(Optional<Instant> lastSuccess, Optional<Instant> next, Optional<Throwable> failure) {}

    private final StoreThread thread;
    private final Pace pace;
    private final Supplier<? extends CompletionStage<?>> task;
    private Future<?> timer = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> round = new CompletableFuture<>();
    private boolean running;
    private boolean stopped;
    private int failures;
    private volatile Progress progress = new Progress(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Creates a task, to be started with one of the start methods.
     *
     * @param task one round; ends when its stage does, and must not block
     */
    public Recurring(StoreThread thread, Pace pace, Supplier<? extends CompletionStage<?>> task) {
        this.thread = thread;
        this.pace = pace;
        this.task = task;
    }

    /** The progress. */
    public Progress progress() {
        return progress;
    }

    /** Starts soon, at a random time, so that not all tasks start at once. */
    public synchronized void start() {
        schedule(pace.first());
    }

    /** Starts with the pause after a round that was done elsewhere. */
    public void startAfterSuccess() {
        finished(Optional.empty());
    }

    /** Does not start: the task has ended with a conflict earlier, and keeps that state. */
    public void startEnded(TorrentException conflict) {
        finished(Optional.of(conflict));
    }

    /**
     * Runs a round now.
     *
     * @return ends with the round, always successfully: see {@link #progress()}
     */
    public synchronized CompletionStage<Void> runNow() {
        if (!running) {
            schedule(Duration.ZERO);
        }
        return round.copy();
    }

    /** Retries soon, if it failed: the cause of the failure may have gone. */
    public synchronized void wake() {
        if (failures > 0 && !running && progress.next().isPresent()) {
            failures = 1;
            schedule(pace.first());
        }
    }

    /** Ends the task; a running round is not interrupted. */
    public void stop() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            stopped = true;
            timer.cancel(false);
            progress = new Progress(progress.lastSuccess(), Optional.empty(), progress.failure());
            waiting = round;
        }
        waiting.complete(null);
    }

    private void schedule(Duration delay) {
        if (!stopped) {
            timer.cancel(false);
            timer = thread.after(delay, this::begin);
            progress = new Progress(
                    progress.lastSuccess(), Optional.of(Instant.now().plus(delay)), progress.failure());
        }
    }

    private void begin() {
        synchronized (this) {
            if (stopped || running) {
                return;
            }
            running = true;
        }
        Stages.call(() -> task.get().thenAccept(result -> {}))
                .whenComplete((result, failure) -> finished(Optional.ofNullable(failure)));
    }

    // Dependents of the round run outside the lock.
    private void finished(Optional<Throwable> failure) {
        CompletableFuture<Void> ended;
        synchronized (this) {
            ended = round;
            round = stopped ? round : new CompletableFuture<>();
            running = false;
            failures = failure.isPresent() ? failures + 1 : 0;
            progress = next(failure);
        }
        ended.complete(null);
    }

    // Result and next time become visible in one step.
    private Progress next(Optional<Throwable> failure) {
        Optional<Instant> success = failure.isPresent() ? progress.lastSuccess() : Optional.of(Instant.now());
        if (stopped || failure.filter(Stages.isCode(ErrorCode.CONFLICT)).isPresent()) {
            return new Progress(success, Optional.empty(), failure);
        }
        Duration delay = failure.isPresent() ? pace.afterFailures(failures) : pace.afterSuccess();
        try {
            timer.cancel(false);
            timer = thread.after(delay, this::begin);
            return new Progress(success, Optional.of(Instant.now().plus(delay)), failure);
        } catch (TorrentException e) {
            stopped = true; // together with the store
            return new Progress(success, Optional.empty(), failure);
        }
    }
}
