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
 * The alerts that wait for one subscriber, bounded. When it is full, alerts are dropped, those of the droppable kinds first; an
 * {@link AlertsDropped} reports them once there is room. May be used from any thread.
 */
final class AlertQueue {
    /** Beyond this many, droppable alerts are dropped. */
    static final int SOFT_LIMIT = 10_000;
    /** Down to this many, a subscriber that missed some is told so. */
    static final int LOW_WATER = SOFT_LIMIT / 2;
    /** Beyond this many, all are dropped: a subscriber that is stuck must not fill the memory. */
    static final int HARD_LIMIT = 50_000;

    private final String session;
    private final Deque<Alert> alerts = new ArrayDeque<>();
    private final Map<AlertType, Long> dropped = new EnumMap<>(AlertType.class);
    private boolean closed;
    private boolean abandoned;

    /** Empty, for alerts of the session of that name. */
    AlertQueue(String session) {
        this.session = session;
    }

    /** Takes an alert in, or drops it; false then. Never waits. */
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

    /** Reports an alert as dropped that was taken out, and could not be delivered. */
    synchronized void countDropped(Alert alert) {
        dropped.merge(alert.type(), 1L, Long::sum);
        notifyAll();
    }

    /** Puts an alert back to where it was taken from. */
    synchronized void putBack(Alert alert) {
        alerts.addFirst(alert);
        notifyAll();
    }

    /** Takes out again what was {@linkplain #putBack put back} just now. */
    synchronized void takeBack() {
        alerts.removeFirst();
    }

    /**
     * Waits for the next alert.
     *
     * @return null once closed and empty, or abandoned
     */
    synchronized Alert take() throws InterruptedException {
        while (!abandoned && !closed && alerts.isEmpty() && dropped.isEmpty()) {
            wait();
        }
        if (abandoned || alerts.isEmpty() && dropped.isEmpty()) {
            return null;
        }
        // not at the first free place, else a subscriber that lags behind would be told again and again
        return !dropped.isEmpty() && alerts.size() <= LOW_WATER ? reportDropped() : alerts.remove();
    }

    private AlertsDropped reportDropped() {
        Map<String, Long> kinds = new HashMap<>();
        dropped.forEach((type, count) -> kinds.put(type.alertName(), count));
        dropped.clear();
        return new AlertsDropped(new AlertOrigin(session, 0, InfoHashes.NONE, Instant.now()), kinds);
    }

    /** How many wait. */
    synchronized int size() {
        return alerts.size();
    }

    /** Nothing more comes. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** What still waits is not delivered any more. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }
}
