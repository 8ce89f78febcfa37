package org.torrentxt.impl.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * Requests that wait for an alert, by what the alert will name. Each ends exactly once: with its answer, with a failure, or
 * when its time is up. What depends on them runs on the executor, never on the thread that brought the answer.
 */
final class PendingRequests<K, V> {
    private final Map<K, Deque<CompletableFuture<V>>> waiting = new HashMap<>();
    private final Executor callbacks;

    PendingRequests(Executor callbacks) {
        this.callbacks = callbacks;
    }

    /** Registers a request and starts it; what the start throws is thrown, and nothing waits then. */
    CompletableFuture<V> add(K key, Runnable start) {
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
        TimeLimit.watch(request, callbacks, () -> expire(key, request));
        return request;
    }

    private void expire(K key, CompletableFuture<V> request) {
        remove(key, request);
        request.completeExceptionally(new TorrentException(
                ErrorCode.TIMEOUT, "no answer from the engine within " + TimeLimit.SECONDS + " seconds"));
    }

    private void remove(K key, CompletableFuture<V> request) {
        synchronized (waiting) {
            waiting.computeIfPresent(key, (k, requests) -> {
                requests.remove(request);
                return requests.isEmpty() ? null : requests;
            });
        }
    }

    /** Answers all requests of that key. */
    void completeAll(K key, V value) {
        Deque<CompletableFuture<V>> answered;
        synchronized (waiting) {
            answered = waiting.remove(key);
        }
        if (answered != null) {
            answered.forEach(request -> request.completeAsync(() -> value, callbacks));
        }
    }

    /** Answers the oldest request of that key, or fails it if there is a failure. */
    void completeFirst(K key, V value, Optional<TorrentException> failure) {
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

    /** Fails all requests of that key. */
    void failAll(K key, TorrentException failure) {
        Deque<CompletableFuture<V>> all;
        synchronized (waiting) {
            all = waiting.remove(key);
        }
        if (all != null) {
            fail(all, failure);
        }
    }

    /** Fails all there are. */
    void failAll(TorrentException failure) {
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
