package org.torrentxt.web.file;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletRequest;

/** The files that are being sent, and the few threads that read for all of them. */
final class Streams implements AutoCloseable {
    /** The name of its threads. */
    static final String THREAD = "torrentxt-web-files";

    private static final int THREADS = 4;
    private static final int RETRY_SECONDS = 5;

    /** How long a client may take nothing before others get their pieces first. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    /** How long a client waits for a piece; one that has vanished without closing its connection is not noticed. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int limit;
    private final Duration slow;
    private final Duration patience;
    private final Semaphore free;
    private final Set<FileStream> running = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, task -> {
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> ticks; // guarded by this; null while nothing is being sent

    /**
     * None yet.
     *
     * @param limit the maximum number of files that are being sent at a time
     */
    Streams(int limit) {
        this(limit, SLOW, PATIENCE);
    }

    Streams(int limit, Duration slow, Duration patience) {
        this.limit = limit;
        this.slow = slow;
        this.patience = patience;
        this.free = new Semaphore(limit);
        threads.setRemoveOnCancelPolicy(true);
    }

    /**
     * Begins to answer a request.
     *
     * @throws Refusal if too many are being answered
     */
    void start(HttpServletRequest request, StreamedFile file, Body body, boolean asAttachment)
            throws IOException, Refusal {
        if (!free.tryAcquire()) {
            throw Refusal.later(
                    limit + " files are being sent already; wait for one, or set a higher stream.limit", RETRY_SECONDS);
        }
        FileStream stream;
        try {
            stream = new FileStream(this, file, body, asAttachment, request);
        } catch (IOException | RuntimeException e) {
            free.release();
            throw e;
        }
        running.add(stream);
        beginTicks();
        stream.start();
    }

    private synchronized void beginTicks() {
        if (ticks == null && !threads.isShutdown()) {
            ticks = threads.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        }
    }

    private void tick() {
        running.forEach(FileStream::signal);
        synchronized (this) {
            if (running.isEmpty()) {
                ticks.cancel(false);
                ticks = null;
            }
        }
    }

    /** True if a stream without progress since then should have its pieces requested no longer. */
    boolean isSlow(long since) {
        return System.nanoTime() - since > slow.toNanos();
    }

    /** True if a stream that has waited for a piece since then should end. */
    boolean isStuck(long since) {
        return System.nanoTime() - since > patience.toNanos();
    }

    /** Takes a stream further on one of the threads. */
    void execute(FileStream stream) {
        try {
            threads.execute(stream);
        } catch (RejectedExecutionException e) {
            stream.end(); // all are
        }
    }

    /** A stream needs its place no more; told once. */
    void ended(FileStream stream) {
        if (running.remove(stream)) {
            free.release();
        }
    }

    /** Aborts all. */
    @Override
    public void close() {
        synchronized (this) {
            threads.shutdown();
        }
        running.forEach(FileStream::end);
    }
}
