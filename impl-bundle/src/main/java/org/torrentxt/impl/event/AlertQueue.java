package org.torrentxt.impl.event;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.alert.AlertsDropped;
import org.torrentxt.outlet.OutletQueue;

/**
 * A bounded queue of alerts for one subscriber. When it is full, alerts are dropped, droppable types first; an
 * {@link AlertsDropped} reports them once there is room. Thread-safe.
 */
final class AlertQueue extends OutletQueue<Alert> {
    /** The size beyond which droppable alerts are dropped. */
    static final int SOFT_LIMIT = 10_000;
    /** The size at which dropped alerts are reported to the subscriber. */
    static final int LOW_WATER = SOFT_LIMIT / 2;
    /** The size beyond which all alerts are dropped: a stuck subscriber must not exhaust memory. */
    static final int HARD_LIMIT = 50_000;

    private final String session;
    private final Map<AlertType, Long> dropped = new EnumMap<>(AlertType.class);

    /** An empty queue for alerts of the session with that name. */
    AlertQueue(String session) {
        this.session = session;
    }

    /** Adds an alert, or drops it and returns false. Never blocks. */
    synchronized boolean offer(Alert alert) {
        boolean fits = items.size() < (alert.type().isDroppable() ? SOFT_LIMIT : HARD_LIMIT);
        if (fits) {
            items.add(alert);
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

    @Override
    protected boolean isReady() {
        return !items.isEmpty() || !dropped.isEmpty();
    }

    // not as soon as there is room, or a subscriber that lags behind would get a report again and again
    @Override
    protected Alert next() {
        return !dropped.isEmpty() && items.size() <= LOW_WATER ? reportDropped() : items.remove();
    }

    private AlertsDropped reportDropped() {
        Map<String, Long> kinds = new HashMap<>();
        dropped.forEach((type, count) -> kinds.put(type.alertName(), count));
        dropped.clear();
        return new AlertsDropped(new AlertOrigin(session, 0, InfoHashes.NONE, Instant.now()), kinds);
    }
}
