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
 * Something that is done again and again: after the interval when it went well, after a growing pause when it did not. A
 * conflict ends it. One round at a time, begun on the store's thread.
 */
public final class Recurring {
    /**
     * How it stands.
     *
     * @param lastSuccess when it last went well; empty before that
     * @param next when it is due; empty once it has ended, or was stopped
     * @param failure why it did not go well the last time; empty if it did, or was not tried yet
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
     * Prepares it; it begins with one of the ways to start.
     *
     * @param task one round; ends when its stage does, and must not block
     */
    public Recurring(StoreThread thread, Pace pace, Supplier<? extends CompletionStage<?>> task) {
        this.thread = thread;
        this.pace = pace;
        this.task = task;
    }

    /** How it stands. */
    public Progress progress() {
        return progress;
    }

    /** Begins soon, at a time that is left to chance, so that not all begin at once. */
    public synchronized void start() {
        schedule(pace.first());
    }

    /** Begins with the pause after a round that somebody else has done. */
    public void startAfterSuccess() {
        finished(Optional.empty());
    }

    /** Does not begin: it ended before with a conflict, and still stands as it did. */
    public void startEnded(TorrentException conflict) {
        finished(Optional.of(conflict));
    }

    /**
     * Does it now.
     *
     * @return ends with the round, well in any case: see {@link #progress()}
     */
    public synchronized CompletionStage<Void> runNow() {
        if (!running) {
            schedule(Duration.ZERO);
        }
        return round.copy();
    }

    /** Tries again soon, if it failed: what it failed for may have changed. */
    public synchronized void wake() {
        if (failures > 0 && !running && progress.next().isPresent()) {
            failures = 1;
            schedule(pace.first());
        }
    }

    /** Ends it; a round that runs is not undone. */
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

    // Whoever waits for the round continues outside of the lock.
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

    // Others see how it went and what comes next in one step.
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
            stopped = true; // with the store
            return new Progress(success, Optional.empty(), failure);
        }
    }
}
