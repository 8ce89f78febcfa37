package org.torrentxt.shell.action;

import java.time.Duration;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;

/** The alerts of one session, from opening to closing this feed, taken one by one by a command's thread. */
public final class AlertFeed implements AutoCloseable, AlertListener {
    private static final int CAPACITY = 1000;

    private final BlockingQueue<Alert> queue = new ArrayBlockingQueue<>(CAPACITY);
    private ServiceRegistration<AlertListener> registration;
    private volatile boolean closed;

    AlertFeed() {}

    /**
     * Subscribes.
     *
     * @param session the session's name
     * @param types types to receive; none for all but the high-volume ones
     */
    public static AlertFeed open(BundleContext context, String session, Collection<AlertType> types) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(SESSION, session);
        if (!types.isEmpty()) {
            properties.put(TYPES, types.stream().map(AlertType::alertName).toArray(String[]::new));
        }
        AlertFeed feed = new AlertFeed();
        feed.registration = context.registerService(AlertListener.class, feed, properties);
        return feed;
    }

    /** Waits for the next alert; empty if none came in that time. */
    public Optional<Alert> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Waits for any alert and discards all that have arrived. */
    public void awaitAny(Duration longest) throws InterruptedException {
        next(longest);
        queue.clear();
    }

    // Waits while the queue is full: the session then drops droppable alerts, and counts and reports them.
    @Override
    public void onAlert(Alert alert) {
        try {
            if (!closed) {
                queue.put(alert);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        // releases a waiting onAlert, which unregistering may wait for
        queue.clear();
        if (registration != null) {
            registration.unregister();
        }
    }
}
