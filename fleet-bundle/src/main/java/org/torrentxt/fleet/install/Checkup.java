package org.torrentxt.fleet.install;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.failure.Reasons;
import org.torrentxt.fleet.check.FleetCheck;

/**
 * Whether this node is healthy while features of the fleet are installed: those are there and started, and no health check
 * fails, as far as there are any. Checked every few seconds, on a thread of its own. Thread-safe.
 */
final class Checkup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkup.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    private record Result(long start, String problem, Set<String> missing) {}

    private final Supplier<Optional<Health>> health;
    private final Supplier<Optional<Features>> features;
    private final LongSupplier clock;
    private final ExecutorService executor = Installer.thread("torrentxt-fleet-health");

    // guarded by this
    private Optional<Result> last = Optional.empty();
    private long due;
    private boolean isRunning;
    private boolean isAsked; // for another one while it is running
    private volatile Runnable onEnd = () -> {};

    Checkup(Supplier<Optional<Health>> health, Supplier<Optional<Features>> features, LongSupplier clock) {
        this.health = health;
        this.features = features;
        this.clock = clock;
        this.due = clock.getAsLong();
    }

    /** Has something run after each checkup, on its thread. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    /**
     * Checks if it is time for that. Returns at once.
     *
     * @param ids features that were installed
     */
    synchronized void run(Set<String> ids) {
        if (!isRunning && !ids.isEmpty() && !executor.isShutdown() && clock.getAsLong() - due >= 0) {
            isRunning = true;
            executor.execute(() -> check(ids));
        }
    }

    private void check(Set<String> ids) {
        long start = clock.getAsLong();
        Set<String> missing = new HashSet<>();
        String problem;
        try {
            problem = problem(ids, missing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // closed
        } catch (Exception | LinkageError e) {
            LOG.debug("Not checked", e);
            problem = "the health of this node cannot be checked: " + Reasons.of(e);
        }
        synchronized (this) {
            last = Optional.of(new Result(start, problem, missing));
            due = clock.getAsLong() + (isAsked ? 0 : PAUSE);
            isAsked = false;
            isRunning = false;
        }
        onEnd.run();
    }

    private String problem(Set<String> ids, Set<String> missing) throws Exception {
        Optional<Features> some = features.get();
        String stopped = "";
        if (some.isPresent()) {
            Set<String> required = some.get().required();
            for (String id : ids) {
                if (!required.contains(id)) {
                    missing.add(id);
                } else if (!some.get().isStarted(id)) {
                    stopped = "feature " + id + " is not started; see feature:list and bundle:diag";
                }
            }
        }
        if (!stopped.isEmpty() || health.get().isEmpty()) {
            return stopped;
        }
        List<HealthFinding> findings = health.get().get().check();
        return findings.stream()
                .filter(finding -> finding.level() == HealthFinding.Level.FAIL)
                .filter(finding -> !finding.subject().equals(FleetCheck.SUBJECT)) // what the fleet reports itself
                .map(finding -> finding.subject() + ": " + finding.text())
                .findFirst()
                .orElse("");
    }

    /**
     * What the last checkup has found that began after a moment.
     *
     * @return the problem, an empty text for none; empty if there was no such checkup
     */
    synchronized Optional<String> since(long moment) {
        return last.filter(result -> moment == Long.MIN_VALUE || result.start() - moment >= 0)
                .map(Result::problem);
    }

    /** True if the last checkup did not find a feature: somebody has uninstalled it. */
    synchronized boolean isMissing(String id) {
        return last.filter(result -> result.missing().contains(id)).isPresent();
    }

    /** A feature is there, whatever the last checkup has found. */
    synchronized void found(String id) {
        last.ifPresent(result -> result.missing().remove(id));
    }

    /** It is time for one that begins from now on. */
    synchronized void ask() {
        due = clock.getAsLong();
        isAsked = isRunning;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
