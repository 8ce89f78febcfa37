package org.torrentxt.health;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.failure.Reasons;

/** One check, which is run by one thread at a time. Safe for use by several threads. */
final class CheckRun {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRun.class);

    private final String name;
    private final HealthCheck check;
    private final Executor executor;
    private Run last; // guarded by this
    private volatile boolean isFailing; // so that the log has it once, however often somebody asks

    /**
     * A run of the check.
     *
     * @param begun when it has begun, as {@link System#nanoTime}
     * @param findings what it finds
     */
    record Run(long begun, CompletableFuture<List<HealthFinding>> findings) {}

    CheckRun(String name, HealthCheck check, Executor executor) {
        this.name = name;
        this.check = check;
        this.executor = executor;
    }

    /** The name of the check. */
    String name() {
        return name;
    }

    /** A new run, or the one that has begun, if it has not ended. */
    synchronized Run begin() {
        if (last == null || last.findings().isDone()) {
            last = new Run(System.nanoTime(), findings());
        }
        return last;
    }

    private CompletableFuture<List<HealthFinding>> findings() {
        try {
            return CompletableFuture.supplyAsync(this::run, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(List.of(failure("not run, as the health checks are stopping")));
        }
    }

    // Of others, so anything may be wrong with it, including classes that have gone.
    private List<HealthFinding> run() {
        try {
            List<HealthFinding> findings = List.copyOf(check.check());
            isFailing = false;
            return findings;
        } catch (Exception | Error e) {
            if (!isFailing && !(e instanceof InterruptedException)) {
                LOG.warn("Health check {} failed", name, e);
            }
            isFailing = true;
            return List.of(failure("the check failed: " + Reasons.withFile(e)));
        }
    }

    /** A failure of the check itself. */
    HealthFinding failure(String text) {
        return HealthFinding.builder(Level.FAIL, "check " + name, text).build();
    }
}
