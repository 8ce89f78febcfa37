package org.torrentxt.shell.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.format.Units;

/** Shows the progress of deployments until all nodes have them. One that fails on a node is watched, as it is tried again. */
final class RolloutWatch {
    /** Waits for the next refresh. */
    @FunctionalInterface
    interface Pause {
        /** Waits that long. */
        void sleep(Duration span) throws InterruptedException;
    }

    private static final Duration REFRESH = Duration.ofSeconds(1); // as often as nodes report

    private final Supplier<List<Rollout>> rollouts;
    private final boolean isByNode;
    private final Pause pause;

    /**
     * A watch.
     *
     * @param rollouts supplies what to watch
     * @param isByNode true for a bar for each node, false for one for each deployment
     */
    RolloutWatch(Supplier<List<Rollout>> rollouts, boolean isByNode, Pause pause) {
        this.rollouts = rollouts;
        this.isByNode = isByNode;
        this.pause = pause;
    }

    /**
     * Watches until all are complete.
     *
     * @param limit maximum time to watch; empty for no limit
     * @return what is complete
     * @throws TimeoutException if they are not complete by then
     * @throws CommandException if there is nothing to watch any more
     */
    List<Rollout> run(ProgressView view, Optional<Duration> limit)
            throws InterruptedException, TimeoutException, CommandException {
        long start = System.nanoTime();
        while (true) {
            List<Rollout> now = rollouts.get();
            if (now.isEmpty()) {
                throw new CommandException("undeployed or replaced before all nodes had it");
            }
            view.show(bars(now));
            if (now.stream().allMatch(Rollout::isComplete)) {
                return now;
            }
            Duration left = limit.map(most -> most.minusNanos(System.nanoTime() - start))
                    .orElse(REFRESH);
            if (left.isNegative() || left.isZero()) {
                throw new TimeoutException("not complete after " + Units.duration(limit.orElseThrow()) + ": "
                        + firstIncomplete(now).progress().sentence());
            }
            pause.sleep(left.compareTo(REFRESH) < 0 ? left : REFRESH);
        }
    }

    private List<Progress> bars(List<Rollout> now) {
        return isByNode
                ? now.stream()
                        .flatMap(rollout -> rollout.parts().stream())
                        .map(Part::progress)
                        .toList()
                : now.stream().map(Rollout::progress).toList();
    }

    private static Rollout firstIncomplete(List<Rollout> rollouts) {
        return rollouts.stream()
                .filter(rollout -> !rollout.isComplete())
                .findFirst()
                .orElseThrow();
    }
}
