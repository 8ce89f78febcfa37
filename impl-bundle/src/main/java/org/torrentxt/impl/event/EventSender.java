package org.torrentxt.impl.event;

import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertTopics;

/** Sends alerts by the EventAdmin that there is. One that is replaced is no reason to stop a session, nor to lose an event. */
final class EventSender implements AutoCloseable {
    private static final long GAP_MILLIS = 3_000;

    private final ServiceTracker<EventAdmin, EventAdmin> eventAdmins;
    private volatile boolean isMissing; // once it was waited for in vain

    /** Prepares it; {@link #open} looks for the EventAdmin. */
    EventSender(BundleContext context) {
        this.eventAdmins = new ServiceTracker<>(context, EventAdmin.class, null);
    }

    void open() {
        eventAdmins.open();
    }

    /** The bundle whose EventAdmin is used; null while there is none. */
    Bundle bundle() {
        ServiceReference<EventAdmin> reference = eventAdmins.getServiceReference();
        return reference == null ? null : reference.getBundle();
    }

    /**
     * Sends an alert, and waits for the handlers. Sent, not posted: the outlet's queue is bounded, that of the EventAdmin is not.
     *
     * @throws AlertOutlet.Undeliverable if there is no EventAdmin, and none comes soon
     */
    void send(Alert alert) {
        Map<String, Object> properties = alert.properties();
        properties.put(AlertTopics.ALERT, alert);
        Event event = new Event(alert.type().topic(), properties);
        EventAdmin admin = eventAdmin();
        try {
            admin.sendEvent(event);
        } catch (IllegalStateException e) {
            if (eventAdmins.getService() == admin) {
                throw e;
            }
            eventAdmin().sendEvent(event); // that one was being stopped
        }
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
