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
 * The one thread of a store. Nothing on it waits for the DHT or for people; it reads and writes small files. Once closed it
 * refuses work with {@link ErrorCode#NO_SESSION}, which is then how stages end that wanted to go on here.
 */
public final class StoreThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);
    private static final long STOP_SECONDS = 5;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, StoreThread::daemon);

    /** Starts the thread, once there is something to do. */
    public StoreThread() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "torrentxt-dht-store");
        thread.setDaemon(true);
        return thread;
    }

    /** Does something as soon as the thread is free. */
    @Override
    public void execute(Runnable work) {
        after(Duration.ZERO, work);
    }

    /**
     * Does something later.
     *
     * @return to cancel it by
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
            LOG.error("The DHT store failed in something that should not fail; it goes on", e);
        }
    }

    /** Lets the work that is due end, within bounds, and drops what is due later. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The DHT store's thread is still busy after {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
