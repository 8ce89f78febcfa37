package org.torrentxt.impl.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertTopics;

/** Sends alerts through the current EventAdmin. When it is replaced, sessions continue and no event is dropped. */
final class EventSender implements AutoCloseable {
    private static final long GAP_MILLIS = 3_000;

    private final ServiceTracker<EventAdmin, EventAdmin> eventAdmins;
    private final Map<Thread, EventAdmin> sending = new ConcurrentHashMap<>();
    private volatile boolean isMissing; // after waiting for it timed out

    /** Creates a sender; {@link #open} starts looking for the EventAdmin. */
    EventSender(BundleContext context) {
        this.eventAdmins = new ServiceTracker<>(context, EventAdmin.class, null);
    }

    void open() {
        eventAdmins.open();
    }

    /** The bundle of the EventAdmin in use; null while there is none. */
    Bundle bundle() {
        ServiceReference<EventAdmin> reference = eventAdmins.getServiceReference();
        return reference == null ? null : reference.getBundle();
    }

    /**
     * Sends an alert, and waits for the handlers. Sent rather than posted, as the outlet's queue is bounded and that of
     * the EventAdmin is not.
     *
     * @throws AlertOutlet.Undeliverable if there is no EventAdmin, and none appears soon
     */
    void send(Alert alert) {
        Map<String, Object> properties = alert.properties();
        properties.put(AlertTopics.ALERT, alert);
        Event event = new Event(alert.type().topic(), properties);
        EventAdmin admin = eventAdmin();
        try {
            send(event, admin);
        } catch (IllegalStateException e) {
            if (eventAdmins.getService() == admin) {
                throw e;
            }
            send(event, eventAdmin()); // the previous one was being stopped
        }
    }

    private void send(Event event, EventAdmin admin) {
        sending.put(Thread.currentThread(), admin);
        try {
            admin.sendEvent(event);
        } finally {
            sending.remove(Thread.currentThread());
        }
    }

    /** True if a thread is sending through an EventAdmin that is not in use any more. */
    boolean isForgotten(Thread thread) {
        EventAdmin admin = sending.get(thread);
        return admin != null && admin != eventAdmins.getService();
    }

    private EventAdmin eventAdmin() {
        EventAdmin admin = eventAdmins.getService();
        if (admin == null && !isMissing) {
            admin = awaited();
        }
        isMissing = admin == null;
        if (admin == null) {
            throw new AlertOutlet.Undeliverable("no EventAdmin");
        }
        return admin;
    }

    private EventAdmin awaited() {
        try {
            return eventAdmins.waitForService(GAP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        eventAdmins.close();
    }
}
