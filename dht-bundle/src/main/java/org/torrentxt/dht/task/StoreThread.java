package org.torrentxt.dht.task;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * The thread of a store. Nothing on it waits for the DHT or for users; it reads and writes small files. Once closed it
 * rejects work with {@link ErrorCode#NO_SESSION}, which then fails the stages that would continue here.
 */
public final class StoreThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);
    private static final long STOP_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, StoreThread::daemon);

    /** Creates an instance; the thread starts with the first task. */
    public StoreThread() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable work) {
        // without what that of the caller has, such as its user in the log
        Thread thread = new Thread(null, work, "torrentxt-dht-store", 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs a task as soon as the thread is free. */
    @Override
    public void execute(Runnable work) {
        after(Duration.ZERO, work);
    }

    /**
     * Runs a task after a delay.
     *
     * @return cancels the task
     * @throws TorrentException once closed
     */
    public Future<?> after(Duration delay, Runnable work) {
        try {
            return executor.schedule(() -> run(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new TorrentException(ErrorCode.NO_SESSION, "the DHT store is stopped", e);
        }
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Unexpected failure in the DHT store; it continues", e);
        }
    }

    /** Waits for a limited time for current tasks, and drops scheduled ones. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The thread of the DHT store is still busy after {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
