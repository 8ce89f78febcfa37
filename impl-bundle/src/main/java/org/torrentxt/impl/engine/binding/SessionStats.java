package org.torrentxt.impl.engine.binding;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_stats_alert;
import org.libtorrent4j.swig.stats_metric;

/** Reads the engine's counters, which arrive in an alert. Concurrent callers share an answer. */
public final class SessionStats {
    private static final long ANSWER_MILLIS = 1_000;
    private static final long RECENT_SECONDS = 2;

    private final Map<String, Integer> indexes = new HashMap<>();
    private final NativeSession engine;
    private CompletableFuture<Map<String, Long>> next = new CompletableFuture<>();
    private volatile Map<String, Long> latest = Map.of();
    private volatile long latestNanos;
    private final Object posting = new Object();
    private long posted; // guarded by this, as is the next
    private long delivered;
    private volatile Thread deliverer; // must not wait for what it is to bring

    public SessionStats(NativeSession engine) {
        this.engine = engine;
        for (stats_metric metric : libtorrent.session_stats_metrics()) {
            indexes.put(metric.get_name(), metric.getValue_index());
        }
    }

    /** Takes an answer; called on the thread that popped it. */
    public void accept(session_stats_alert alert) {
        Map<String, Long> counters = new HashMap<>(2 * indexes.size());
        indexes.forEach((name, index) -> counters.put(name, alert.get_value(index)));
        latest = Map.copyOf(counters);
        latestNanos = System.nanoTime();
        deliverer = Thread.currentThread();
        CompletableFuture<Map<String, Long>> answered;
        synchronized (this) {
            delivered = Math.min(delivered + 1, posted);
            answered = next;
            next = new CompletableFuture<>();
        }
        answered.complete(latest);
    }

    /**
     * All counters by name, {@value #RECENT_SECONDS} seconds old at most if the engine answers in time; for callers
     * that ask often.
     */
    public Map<String, Long> recent() {
        Map<String, Long> known = latest;
        boolean isRecent = System.nanoTime() - latestNanos < TimeUnit.SECONDS.toNanos(RECENT_SECONDS);
        return !known.isEmpty() && (isRecent || Thread.currentThread() == deliverer) ? known : read();
    }

    // Numbered in the order in which the engine gets them; the thread that delivers answers never waits for the engine.
    private long post() {
        synchronized (posting) {
            long number;
            synchronized (this) {
                number = ++posted;
            }
            engine.run(session::post_session_stats);
            return number;
        }
    }

    /**
     * Tells alerts that are delivered from now on by their age.
     *
     * @return true while those that are delivered were raised before this call
     */
    public BooleanSupplier olderAlerts() {
        long mark = post();
        return () -> {
            synchronized (this) {
                return delivered < mark;
            }
        };
    }

    /** Alerts were dropped, maybe those that older ones are told by. */
    public synchronized void lost() {
        delivered = posted;
    }

    /** All counters by name: current ones, or the latest available if the engine does not answer in time. */
    public Map<String, Long> read() {
        CompletableFuture<Map<String, Long>> answer;
        synchronized (this) {
            answer = next;
        }
        post();
        try {
            return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return latest;
        }
        return latest;
    }
}
