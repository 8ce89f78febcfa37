package org.torrentxt.health;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
    private CompletableFuture<List<HealthFinding>> last; // guarded by this
    private volatile boolean isFailing; // so that the log has it once, however often somebody asks

    CheckRun(String name, HealthCheck check, Executor executor) {
        this.name = name;
        this.check = check;
        this.executor = executor;
    }

    /** The name of the check. */
    String name() {
        return name;
    }

    /** What the check finds; of the run that has begun, if it has not ended. Never ends exceptionally. */
    synchronized CompletableFuture<List<HealthFinding>> begin() {
        if (last == null || last.isDone()) {
            last = CompletableFuture.supplyAsync(this::run, executor);
        }
        return last;
    }

    // Of others, so anything may be wrong with it, including classes that have gone.
    private List<HealthFinding> run() {
        try {
            List<HealthFinding> findings = List.copyOf(check.check());
            isFailing = false;
            return findings;
        } catch (Exception | LinkageError | StackOverflowError e) {
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
