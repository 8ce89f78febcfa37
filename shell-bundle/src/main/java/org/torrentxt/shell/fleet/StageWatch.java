package org.torrentxt.shell.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.format.Units;

/**
 * Watches the first nodes of a deployment: whether all of them have it, with its feature installed and healthy, for some
 * time without interruption.
 */
final class StageWatch {
    /** How long they are to be healthy, unless another time is given. */
    static final Duration SPAN = Duration.ofSeconds(30);

    private static final Duration REFRESH = Duration.ofSeconds(1); // as often as nodes report

    private final Supplier<Optional<Rollout>> rollout;
    private final Duration span;
    private final RolloutWatch.Pause pause;
    private final LongSupplier clock;

    /**
     * A watch.
     *
     * @param rollout supplies what to watch; empty once it was undeployed or replaced
     * @param span how long they are to be healthy
     * @param clock in nanoseconds, as {@link System#nanoTime}
     */
    StageWatch(Supplier<Optional<Rollout>> rollout, Duration span, RolloutWatch.Pause pause, LongSupplier clock) {
        this.rollout = rollout;
        this.span = span;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Watches while they are healthy.
     *
     * @throws CommandException as soon as they are not
     */
    void require(ProgressView view) throws InterruptedException, CommandException {
        long start = clock.getAsLong();
        while (true) {
            Optional<String> problem = next(view).unready();
            if (problem.isPresent()) {
                throw new CommandException("not continued: " + problem.get()
                        + "; try again later, return with fleet:rollback, or continue anyway with --force");
            } else if (isOver(start, span)) {
                return;
            }
            pause.sleep(REFRESH);
        }
    }

    /**
     * Watches until they are healthy, or one of them has failed for as long as they are to be healthy.
     *
     * @param limit maximum time to watch; empty for no limit
     * @return why they are not; empty if they are
     * @throws CommandException if there is nothing to watch any more
     */
    Optional<String> await(ProgressView view, Optional<Duration> limit) throws InterruptedException, CommandException {
        long start = clock.getAsLong();
        Optional<Long> healthy = Optional.empty();
        Optional<Long> failed = Optional.empty();
        while (true) {
            Rollout now = next(view);
            long time = clock.getAsLong();
            Optional<String> problem = now.unready();
            healthy = problem.isPresent() ? Optional.empty() : healthy.or(() -> Optional.of(time));
            failed = now.hasFailed() ? failed.or(() -> Optional.of(time)) : Optional.empty();
            if (healthy.isPresent() && isOver(healthy.get(), span)) {
                return Optional.empty();
            } else if (failed.isPresent() && isOver(failed.get(), span)) {
                return problem;
            } else if (limit.isPresent() && isOver(start, limit.get())) {
                return Optional.of("not healthy after " + Units.duration(limit.get())
                        + problem.map(text -> ": " + text).orElse(""));
            }
            pause.sleep(REFRESH);
        }
    }

    private Rollout next(ProgressView view) throws CommandException {
        Rollout now = rollout.get().orElseThrow(() -> new CommandException("undeployed or replaced meanwhile"));
        view.show(now.parts().stream().map(Part::progress).toList());
        return now;
    }

    private boolean isOver(long start, Duration time) {
        return clock.getAsLong() - start >= time.toNanos();
    }
}
