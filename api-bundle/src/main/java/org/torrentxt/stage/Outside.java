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
 * Hands stages out to code of others, and runs what that attaches to them: on threads that nothing else needs, and not on more than
 * a fixed number. While all of them are busy, the next ones wait; if none comes back for a while, those that wait end exceptionally, as
 * they might wait for one another.
 */
public final class Outside implements AutoCloseable {
    /** So many threads at most, and one more that ends what gets none. */
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

    /** Has no thread yet; its threads get that name. */
    public Outside(String name) {
        this(name, MAX_THREADS, Duration.ofSeconds(10));
    }

    Outside(String name, int maxThreads, Duration patience) {
        this.name = name;
        this.maxThreads = maxThreads;
        this.patience = patience;
    }

    /**
     * Hands out a stage.
     *
     * @return a future of its own that ends as the stage does, with failures as they were thrown. Whoever waits for it has the answer at
     *     once; what is attached to it runs here, or on the thread that attaches it. If no thread can be had for that, it ends with a
     *     {@link TorrentException} instead
     */
    public <T> CompletableFuture<T> hand(CompletionStage<T> stage) {
        HandedOut<T> out = new HandedOut<>();
        Thread caller = Thread.currentThread();
        AtomicBoolean isOut = new AtomicBoolean();
        stage.whenComplete((value, failure) -> {
            out.answer(value, cause(failure));
            if (!isOut.get() && Thread.currentThread() == caller) {
                out.end(); // it had ended before, and nothing is attached to it yet
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
                    ErrorCode.GENERIC, "no thread can be had to run what depends on this stage; the JVM has too many"));
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
            notifyAll(); // one alone may be the thread that refuses
        } else {
            notify();
        }
        return true;
    }

    private boolean start(Runnable work, String threadName) {
        try {
            Thread thread = new Thread(work, threadName);
            thread.setDaemon(true);
            thread.start();
            threads += threadName.equals(name) ? 1 : 0;
            return true;
        } catch (OutOfMemoryError e) { // which is how a JVM says that there are no more threads
            return false;
        }
    }

    private void work() {
        for (HandedOut<?> next = next(); next != null; next = next()) {
            next.end();
        }
    }

    /** The next one; null when the thread is needed no more. */
    private synchronized HandedOut<?> next() {
        Thread.interrupted(); // what was attached may have left its mark
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
            // nobody has a reason to; it looks again
        }
    }

    // Runs while all threads are busy.
    private void refuse() {
        for (List<HandedOut<?>> stuck = stuck(); stuck != null; stuck = stuck()) {
            stuck.forEach(out -> out.refuse(new TorrentException(
                    ErrorCode.GENERIC,
                    "what depends on this stage cannot be run: all " + maxThreads + " threads " + name
                            + " are at what depends on other stages, and none has returned for "
                            + patience.toMillis() + " ms; let it not wait, or use thenApplyAsync and the like")));
        }
    }

    /** Those that wait in vain, as soon as there are some; null once the others are getting on. */
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

    /** Lets threads end that have nothing to do. What still ends is handed out all the same. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
