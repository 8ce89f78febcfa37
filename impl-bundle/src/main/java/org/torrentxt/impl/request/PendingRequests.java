package org.torrentxt.impl.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Requests that wait for an alert, by the key that the alert contains. Each ends exactly once: with its answer, with a
 * failure, or with a timeout. Dependents run on the executor, never on the thread that delivers the answer.
 */
public final class PendingRequests<K, V> {
    private final Map<K, Deque<CompletableFuture<V>>> waiting = new HashMap<>();
    private final Executor callbacks;
    private final Duration limit;

    /** Requests with the default limit. */
    public PendingRequests(Executor callbacks) {
        this(callbacks, TimeLimit.DEFAULT);
    }

    /** Requests with a limit of their own. */
    public PendingRequests(Executor callbacks, Duration limit) {
        this.callbacks = callbacks;
        this.limit = limit;
    }

    /** Registers a request and starts it; an exception from the start is rethrown, and the request is removed. */
    public CompletableFuture<V> add(K key, Runnable start) {
        CompletableFuture<V> request = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.computeIfAbsent(key, k -> new ArrayDeque<>()).add(request);
        }
        try {
            start.run();
        } catch (RuntimeException e) {
            remove(key, request);
            throw e;
        }
        TimeLimit.watch(request, limit, callbacks, () -> expire(key, request));
        return request;
    }

    /** Registers a request and starts it like {@link #add}, unless another with that key is pending; empty then. */
    public Optional<CompletableFuture<V>> addAlone(K key, Runnable start) {
        synchronized (waiting) {
            return waiting.containsKey(key) ? Optional.empty() : Optional.of(add(key, start));
        }
    }

    /**
     * Registers a request that is answered by a stage; an exception from the start is rethrown, and the request is
     * removed.
     */
    public CompletableFuture<V> follow(K key, Supplier<CompletableFuture<V>> start) {
        return add(
                key,
                () -> start.get()
                        .whenComplete((value, failure) -> completeFirst(
                                key, value, Optional.ofNullable(failure).map(PendingRequests::known))));
    }

    /** The exception that a request fails with. */
    public static TorrentException known(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof TorrentException known
                ? known
                : new TorrentException(ErrorCode.GENERIC, "the request failed: " + cause, cause);
    }

    private void expire(K key, CompletableFuture<V> request) {
        remove(key, request);
        request.completeExceptionally(TimeLimit.exceeded(limit));
    }

    private void remove(K key, CompletableFuture<V> request) {
        synchronized (waiting) {
            waiting.computeIfPresent(key, (k, requests) -> {
                requests.remove(request);
                return requests.isEmpty() ? null : requests;
            });
        }
    }

    /** True if a request of that key waits. */
    public boolean isPending(K key) {
        synchronized (waiting) {
            return waiting.containsKey(key);
        }
    }

    /** The keys of all pending requests, once per request. */
    public List<K> keys() {
        List<K> keys = new ArrayList<>();
        synchronized (waiting) {
            waiting.forEach((key, requests) -> keys.addAll(Collections.nCopies(requests.size(), key)));
        }
        return keys;
    }

    /** Answers all requests with that key. */
    public void completeAll(K key, V value) {
        Deque<CompletableFuture<V>> answered;
        synchronized (waiting) {
            answered = waiting.remove(key);
        }
        if (answered != null) {
            answered.forEach(request -> request.completeAsync(() -> value, callbacks));
        }
    }

    /** Answers the oldest request with that key, or fails it if there is a failure. */
    public void completeFirst(K key, V value, Optional<TorrentException> failure) {
        CompletableFuture<V> first;
        synchronized (waiting) {
            Deque<CompletableFuture<V>> requests = waiting.get(key);
            first = requests == null ? null : requests.peek();
        }
        if (first != null) {
            remove(key, first);
            callbacks.execute(() -> failure.ifPresentOrElse(first::completeExceptionally, () -> first.complete(value)));
        }
    }

    /** Fails all requests with that key. */
    public void failAll(K key, TorrentException failure) {
        Deque<CompletableFuture<V>> all;
        synchronized (waiting) {
            all = waiting.remove(key);
        }
        if (all != null) {
            fail(all, failure);
        }
    }

    /** Fails all pending requests. */
    public void failAll(TorrentException failure) {
        List<CompletableFuture<V>> all = new ArrayList<>();
        synchronized (waiting) {
            waiting.values().forEach(all::addAll);
            waiting.clear();
        }
        fail(all, failure);
    }

    private void fail(Collection<CompletableFuture<V>> requests, TorrentException failure) {
        requests.forEach(request -> callbacks.execute(() -> request.completeExceptionally(failure)));
    }
}
