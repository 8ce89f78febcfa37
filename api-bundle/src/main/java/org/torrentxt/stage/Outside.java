package org.torrentxt.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Returns stages to foreign code, and runs the dependents that it attaches on separate threads, up to a fixed number.
 * While all of them are busy, further stages wait; if no thread returns for a while, the waiting stages end
 * exceptionally, as they might wait for each other.
 */
public final class Outside implements AutoCloseable {
    /** The maximum number of threads; one more thread fails stages that get none. */
    public static final int MAX_THREADS = 64;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final String name;
    private final int maxThreads;
    private final Duration patience;
    private final Deque<HandedOut<?>> waiting = new ArrayDeque<>(); // guarded by this, as are all below
    private int threads;
    private int idle;
    private boolean refusing;
    private boolean closed;
    private long lastReturn = System.nanoTime();

    /** Creates an instance without threads; its threads get that name. */
    public Outside(String name) {
        this(name, MAX_THREADS, Duration.ofSeconds(10));
    }

    Outside(String name, int maxThreads, Duration patience) {
        this.name = name;
        this.maxThreads = maxThreads;
        this.patience = patience;
    }

    /**
     * Wraps a stage for a caller.
     *
     * @return a separate future that ends like the stage, with unwrapped failures. Threads that wait for it get the
     *     result immediately; dependents run here, or on the thread that attaches them. If no thread is available for
     *     them, it ends with a {@link TorrentException} instead
     */
    public <T> CompletableFuture<T> hand(CompletionStage<T> stage) {
        HandedOut<T> out = new HandedOut<>();
        Thread caller = Thread.currentThread();
        AtomicBoolean isOut = new AtomicBoolean();
        stage.whenComplete((value, failure) -> {
            out.answer(value, cause(failure));
            if (!isOut.get() && Thread.currentThread() == caller) {
                out.end(); // already ended, and nothing depends on it yet
            } else {
                begin(out);
            }
        });
        isOut.set(true);
        return out;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void begin(HandedOut<?> out) {
        if (!enqueue(out)) {
            out.refuse(new TorrentException(
                    ErrorCode.GENERIC, "cannot start a thread to run dependent stages; the JVM has too many threads"));
        }
    }

    private synchronized boolean enqueue(HandedOut<?> out) {
        waiting.add(out);
        if (waiting.size() > idle) {
            if (threads < maxThreads) {
                return start(this::work, name) || threads > 0 || !waiting.remove(out);
            }
            if (!refusing) {
                refusing = start(this::refuse, name + "-refusals");
            }
        }
        if (refusing) {
            notifyAll(); // a single notification might reach the refusing thread
        } else {
            notify();
        }
        return true;
    }

    private boolean start(Runnable work, String threadName) {
        try {
            // without what that of the caller has, such as its user in the log
            Thread thread = new Thread(null, work, threadName, 0, false);
            thread.setDaemon(true);
            thread.start();
            threads += threadName.equals(name) ? 1 : 0;
            return true;
        } catch (OutOfMemoryError e) { // how the JVM reports that no more threads are available
            return false;
        }
    }

    private void work() {
        for (HandedOut<?> next = next(); next != null; next = next()) {
            next.end();
        }
    }

    /** The next stage; null when the thread is no longer needed. */
    private synchronized HandedOut<?> next() {
        Thread.interrupted(); // a dependent may have interrupted it
        lastReturn = System.nanoTime();
        long end = lastReturn + IDLE.toNanos();
        while (waiting.isEmpty()) {
            long left = closed ? 0 : end - System.nanoTime();
            if (left <= 0) {
                threads--;
                return null;
            }
            idle++;
            pause(Duration.ofNanos(left));
            idle--;
        }
        return waiting.remove();
    }

    private void pause(Duration time) {
        try {
            wait(Math.max(1, time.toMillis()));
        } catch (InterruptedException e) {
            // not expected; checks again
        }
    }

    // Runs while all threads are busy.
    private void refuse() {
        for (List<HandedOut<?>> stuck = stuck(); stuck != null; stuck = stuck()) {
            stuck.forEach(out -> out.refuse(new TorrentException(
                    ErrorCode.GENERIC,
                    "cannot run dependent stages: all " + maxThreads + " threads " + name
                            + " are busy with other dependent stages, and none has returned for " + patience.toMillis()
                            + " ms; avoid blocking, or use thenApplyAsync and similar methods")));
        }
    }

    /** The stages to fail, as soon as there are some; null once the others progress. */
    private synchronized List<HandedOut<?>> stuck() {
        while (!waiting.isEmpty()) {
            long left = lastReturn + patience.toNanos() - System.nanoTime();
            if (left <= 0) {
                List<HandedOut<?>> stuck = new ArrayList<>(waiting);
                waiting.clear();
                return stuck;
            }
            pause(Duration.ofNanos(left));
        }
        refusing = false;
        return null;
    }

    /** Lets idle threads end. Stages that end later are still delivered. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
