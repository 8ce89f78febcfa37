package org.torrentxt.shell.support;

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

/** The alerts of one session from its opening to its closing, for the thread of a command to take one by one. */
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
     * @param types the alerts wanted; none for all but the verbose ones
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

    /** Waits for an alert, whichever, and forgets all that have come. */
    public void awaitAny(Duration longest) throws InterruptedException {
        next(longest);
        queue.clear();
    }

    // Waits while the queue is full: the session then drops and counts what may be dropped, and says so.
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
        // lets a waiting onAlert go, which unregistering may wait for
        queue.clear();
        if (registration != null) {
            registration.unregister();
        }
    }
}
