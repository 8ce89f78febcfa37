package org.torrentxt.impl.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.AlertsDropped;

/**
 * A bounded queue of alerts for one subscriber. When it is full, alerts are dropped, droppable types first; an
 * {@link AlertsDropped} reports them once there is room. Thread-safe.
 */
final class AlertQueue {
    /** The size beyond which droppable alerts are dropped. */
    static final int SOFT_LIMIT = 10_000;
    /** The size at which dropped alerts are reported to the subscriber. */
    static final int LOW_WATER = SOFT_LIMIT / 2;
    /** The size beyond which all alerts are dropped: a stuck subscriber must not exhaust memory. */
    static final int HARD_LIMIT = 50_000;

    private final String session;
    private final Deque<Alert> alerts = new ArrayDeque<>();
    private final Map<AlertType, Long> dropped = new EnumMap<>(AlertType.class);
    private boolean closed;
    private boolean abandoned;

    /** An empty queue for alerts of the session with that name. */
    AlertQueue(String session) {
        this.session = session;
    }

    /** Adds an alert, or drops it and returns false. Never blocks. */
    synchronized boolean offer(Alert alert) {
        boolean fits = alerts.size() < (alert.type().isDroppable() ? SOFT_LIMIT : HARD_LIMIT);
        if (fits) {
            alerts.add(alert);
            notifyAll();
        } else {
            countDropped(alert);
        }
        return fits;
    }

    /** Counts an alert as dropped that was taken but could not be delivered. */
    synchronized void countDropped(Alert alert) {
        dropped.merge(alert.type(), 1L, Long::sum);
        notifyAll();
    }

    /** Puts an alert back to the head of the queue. */
    synchronized void putBack(Alert alert) {
        alerts.addFirst(alert);
        notifyAll();
    }

    /** Removes an alert that was just {@linkplain #putBack put back}. */
    synchronized void takeBack() {
        alerts.removeFirst();
    }

    /**
     * Waits for the next alert.
     *
     * @return null once closed and empty, or discarded
     */
    synchronized Alert take() throws InterruptedException {
        while (!abandoned && !closed && alerts.isEmpty() && dropped.isEmpty()) {
            wait();
        }
        if (abandoned || alerts.isEmpty() && dropped.isEmpty()) {
            return null;
        }
        // not as soon as there is room, or a subscriber that lags behind would get a report again and again
        return !dropped.isEmpty() && alerts.size() <= LOW_WATER ? reportDropped() : alerts.remove();
    }

    private AlertsDropped reportDropped() {
        Map<String, Long> kinds = new HashMap<>();
        dropped.forEach((type, count) -> kinds.put(type.alertName(), count));
        dropped.clear();
        return new AlertsDropped(new AlertOrigin(session, 0, InfoHashes.NONE, Instant.now()), kinds);
    }

    /** The number of waiting alerts. */
    synchronized int size() {
        return alerts.size();
    }

    /** Closes the queue for new alerts. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Discards all waiting alerts. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }
}
