package org.torrentxt.policy.watch;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second, on a thread of its own: a folder of a server that does not answer delays no other. */
final class WatchThread {
    private static final Logger LOG = LoggerFactory.getLogger(WatchThread.class);
    private static final int PATIENCE = 5; // seconds for what is going on when it stops

    private final Runnable look;
    private final ScheduledExecutorService executor;
    private String failure = "";

    WatchThread(String name, Runnable look) {
        this.look = look;
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        executor.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
    }

    private void run() {
        try {
            look.run();
            failure = "";
        } catch (RuntimeException e) { // the next time may be better
            if (!failure.equals(e.toString())) {
                failure = e.toString();
                LOG.warn("Looking at a watch folder failed", e);
            }
        }
    }

    void stop() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(PATIENCE, TimeUnit.SECONDS);
    }
}
