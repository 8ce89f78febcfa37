package org.torrentxt.impl.request;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;

/**
 * Requests to torrents that alerts answer, by torrent and operation. Each ends exactly once: with its answer, with a
 * failure, at the limit of its operation, or with its torrent or session. Dependents run on the executor, never on the
 * thread that delivers the alerts. Thread-safe.
 */
public final class TorrentRequests {
    private final class Request<V> extends CompletableFuture<V> {
        private final int torrent;
        private final Operation operation;
        private final Answer<V> answer;

        Request(int torrent, Operation operation, Answer<V> answer) {
            this.torrent = torrent;
            this.operation = operation;
            this.answer = answer;
        }

        /** True if this alert is its answer. */
        boolean take(Alert alert) {
            Optional<Outcome<V>> outcome = outcome(() -> answer.take(alert));
            outcome.ifPresent(this::end);
            return outcome.isPresent();
        }

        // what cannot look ends, and keeps no other from looking
        private Optional<Outcome<V>> outcome(Supplier<Optional<Outcome<V>>> look) {
            try {
                return look.get();
            } catch (RuntimeException e) {
                return Optional.of(Outcome.failed(PendingRequests.known(e)));
            }
        }

        void end(Outcome<V> outcome) {
            remove(this);
            executor.execute(() -> outcome.end(this));
        }

        void catchUp() {
            outcome(answer::lost).ifPresent(this::end);
        }

        void expire(Duration limit) {
            // the answer of one that is gone would be taken for that of the next; there is none after a removal
            if (!operation.hasAnswerOfItsOwn() || operation.isRemoval()) {
                remove(this);
            }
            completeExceptionally(answer.late(TimeLimit.exceeded(limit)));
        }
    }

    private final Map<Integer, Set<Request<?>>> byTorrent = new HashMap<>(); // in their order; guarded by this
    private final Map<Operation, Integer> pending = new HashMap<>(); // guarded by this
    private final Executor executor;
    private final Runnable readChanged;
    private volatile Set<AlertType> read = EnumSet.noneOf(AlertType.class);
    private volatile boolean isEmpty = true;

    /**
     * No requests yet; dependents run on the executor.
     *
     * @param readChanged called after {@link #read()} has changed; before a request is started that adds to it
     */
    public TorrentRequests(Executor executor, Runnable readChanged) {
        this.executor = executor;
        this.readChanged = readChanged;
    }

    /**
     * Registers a request and starts it; what the start throws is thrown, and nothing is registered then.
     *
     * @return ends as the request does; not for callers, who could end it
     */
    public <V> CompletableFuture<V> add(int torrent, Operation operation, Answer<V> answer, Runnable start) {
        return add(torrent, operation, answer, operation.limit(), start);
    }

    <V> CompletableFuture<V> add(
            int torrent, Operation operation, Answer<V> answer, Optional<Duration> limit, Runnable start) {
        Request<V> request = new Request<>(torrent, operation, answer);
        boolean readsMore;
        synchronized (this) {
            byTorrent.computeIfAbsent(torrent, none -> new LinkedHashSet<>()).add(request);
            readsMore = count(operation, 1);
        }
        try {
            if (readsMore) {
                readChanged.run();
            }
            start.run();
        } catch (RuntimeException | Error e) {
            remove(request);
            throw e;
        }
        limit.ifPresent(time -> TimeLimit.watch(request, time, executor, () -> request.expire(time)));
        return request;
    }

    private void remove(Request<?> request) {
        boolean readsLess = false;
        synchronized (this) {
            Set<Request<?>> requests = byTorrent.get(request.torrent);
            if (requests != null && requests.remove(request)) {
                readsLess = count(request.operation, -1);
                if (requests.isEmpty()) {
                    byTorrent.remove(request.torrent);
                }
            }
        }
        if (readsLess) {
            executor.execute(readChanged);
        }
    }

    // true if other alerts are to be read now
    private boolean count(Operation operation, int more) {
        pending.merge(operation, more, (known, added) -> known + added == 0 ? null : known + added);
        isEmpty = pending.isEmpty();
        if (operation.read().isEmpty()) {
            return false;
        }
        Set<AlertType> types = EnumSet.noneOf(AlertType.class);
        pending.keySet().forEach(some -> types.addAll(some.read()));
        boolean changed = !types.equals(read);
        read = types;
        return changed;
    }

    /** The alerts that have to be raised and read for requests, whoever listens. */
    public Set<AlertType> read() {
        return read;
    }

    /** True if an alert that nobody subscribed to has to be read for a request. */
    public boolean reads(AlertType type) {
        return read.contains(type);
    }

    /** Takes an alert; on the thread that pops them. */
    public void follow(Alert alert) {
        if (isEmpty || alert.torrent() == 0) {
            return;
        }
        Set<Operation> answered = EnumSet.noneOf(Operation.class);
        for (Request<?> request : of(alert.torrent(), operation -> true)) {
            if (!answered.contains(request.operation) && request.take(alert) && request.operation.hasAnswerOfItsOwn()) {
                answered.add(request.operation);
            }
        }
    }

    private synchronized List<Request<?>> of(int torrent, Predicate<Operation> which) {
        return byTorrent.getOrDefault(torrent, Set.of()).stream()
                .filter(request -> which.test(request.operation))
                .toList();
    }

    private synchronized List<Request<?>> all() {
        return byTorrent.values().stream().<Request<?>>flatMap(Set::stream).toList();
    }

    /** The torrents that such requests wait for. */
    public synchronized List<Integer> torrents(Operation operation) {
        return byTorrent.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(request -> request.operation == operation))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** True if such a request waits for that torrent. */
    public boolean isPending(int torrent, Operation operation) {
        return !isEmpty && !of(torrent, operation::equals).isEmpty();
    }

    /** Ends all requests of an operation that wait for that torrent by now, unless they are answered otherwise. */
    @SuppressWarnings("unchecked") // those of an operation have the same type of result
    public <V> void end(int torrent, Operation operation, Outcome<V> outcome) {
        of(torrent, operation::equals).forEach(request -> ((Request<V>) request).end(outcome));
    }

    /** Ends the requests whose answers were dropped, as far as the engine still tells how they ended. */
    public void catchUp() {
        all().forEach(Request::catchUp);
    }

    /** Gives up a request whose caller has. */
    public void drop(CompletableFuture<?> request) {
        remove((Request<?>) request);
    }

    /** Fails the requests that wait for a torrent that is gone, but for those of its removal. */
    public void endAll(int torrent, TorrentException reason) {
        of(torrent, operation -> !operation.isRemoval()).forEach(request -> request.end(Outcome.failed(reason)));
    }

    /** Fails all requests. */
    public void endAll(TorrentException reason) {
        all().forEach(request -> request.end(Outcome.failed(reason)));
    }

    /** The number of requests that wait. */
    public synchronized int size() {
        return byTorrent.values().stream().mapToInt(Set::size).sum();
    }
}
