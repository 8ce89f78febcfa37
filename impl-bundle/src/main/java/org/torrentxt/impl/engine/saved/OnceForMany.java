package org.torrentxt.impl.engine.saved;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs an action once for all requests that come before it begins. Thread-safe. */
final class OnceForMany {
    private final Executor executor;
    private final Runnable action;
    private final AtomicBoolean isDue = new AtomicBoolean();

    /** For an action that takes as long for one request as for many; it runs on the executor. */
    OnceForMany(Executor executor, Runnable action) {
        this.executor = executor;
        this.action = action;
    }

    /** Has the action run after this call. */
    void request() {
        if (isDue.compareAndSet(false, true)) {
            executor.execute(() -> {
                isDue.set(false); // what is requested from now on may come too late for this run
                action.run();
            });
        }
    }
}
