package org.torrentxt.impl.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.AlertsDropped;

/**
 * A bounded queue before one subscriber, and the thread that empties it. Whoever fills it never waits: when it is full,
 * alerts are left out, of the droppable kinds first, and the subscriber is told once there is room.
 */
final class AlertOutlet implements AutoCloseable {
    /** Beyond this many, droppable alerts are left out. */
    static final int SOFT_LIMIT = 10_000;
    /** Down to this many, a subscriber that lost some is told so. */
    static final int LOW_WATER = SOFT_LIMIT / 2;
    /** Beyond this many, all are: a subscriber that is stuck must not fill the memory. */
    static final int HARD_LIMIT = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(AlertOutlet.class);

    private final String name;
    private final String session;
    private final Consumer<Alert> subscriber;
    private final LongConsumer onDropped;
    private final Deque<Alert> queue = new ArrayDeque<>();
    private final Map<AlertType, Long> dropped = new EnumMap<>(AlertType.class);
    private final Thread thread;
    private volatile Set<AlertType> types;
    private volatile boolean closed;
    private boolean abandoned; // guarded by the queue

    /**
     * Starts an outlet.
     *
     * @param name of its thread
     * @param session the session's name, for alerts of its own
     * @param types the kinds that pass
     * @param subscriber gets the alerts, one at a time; what it throws is logged
     * @param onDropped is told how many alerts were left out
     */
    AlertOutlet(String name, String session, Set<AlertType> types, Consumer<Alert> subscriber, LongConsumer onDropped) {
        this.name = name;
        this.session = session;
        this.types = types;
        this.subscriber = subscriber;
        this.onDropped = onDropped;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The kinds that pass. */
    Set<AlertType> types() {
        return types;
    }

    void setTypes(Set<AlertType> newTypes) {
        this.types = newTypes;
    }

    /** Takes an alert if it is of a kind that passes. Never waits. */
    void offer(Alert alert) {
        if (!types.contains(alert.type())) {
            return;
        }
        synchronized (queue) {
            int limit = alert.type().isDroppable() ? SOFT_LIMIT : HARD_LIMIT;
            if (queue.size() < limit) {
                queue.add(alert);
                queue.notifyAll();
            } else {
                if (dropped.isEmpty()) {
                    LOG.warn("{} is too slow: {} alerts wait, more are left out", name, queue.size());
                }
                dropped.merge(alert.type(), 1L, Long::sum);
            }
        }
    }

    private void run() {
        try {
            while (true) {
                deliver(take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private Alert take() throws InterruptedException {
        synchronized (queue) {
            while (!abandoned && queue.isEmpty() && dropped.isEmpty()) {
                if (closed) {
                    throw new InterruptedException();
                }
                queue.wait();
            }
            if (abandoned) {
                throw new InterruptedException();
            }
            // not at the first free place, else a subscriber that stays behind would be told again and again
            return !dropped.isEmpty() && queue.size() <= LOW_WATER ? tellDropped() : queue.remove();
        }
    }

    private AlertsDropped tellDropped() {
        Map<String, Long> kinds = new HashMap<>();
        dropped.forEach((type, count) -> kinds.put(type.alertName(), count));
        dropped.clear();
        AlertsDropped alert = new AlertsDropped(new AlertOrigin(session, 0, InfoHashes.NONE, Instant.now()), kinds);
        onDropped.accept(alert.count());
        return alert;
    }

    private void deliver(Alert alert) {
        try {
            subscriber.accept(alert);
        } catch (RuntimeException | Error e) {
            LOG.warn("{} failed on {}", name, alert.type().alertName(), e);
        } finally {
            if (!closed) {
                Thread.interrupted(); // a subscriber's mark must not end the deliveries to come
            }
        }
    }

    /**
     * Delivers what is queued, for a second at the most, and ends the thread. What is left then, or when the caller is interrupted,
     * is never delivered.
     */
    @Override
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.notifyAll();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (queue) {
            abandoned = true;
        }
        thread.interrupt();
    }
}
