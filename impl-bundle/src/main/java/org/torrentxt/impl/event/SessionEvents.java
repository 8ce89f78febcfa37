package org.torrentxt.impl.event;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;

/**
 * Brings the alerts of one session to the EventAdmin and to the AlertListeners of the whiteboard, each by an outlet of its
 * own, and tells the session which kinds anybody wants. EventHandlers are only looked at, never called from here.
 */
public final class SessionEvents implements AutoCloseable {
    private final String session;
    private final EventAdmin eventAdmin;
    private final AlertOutlet events;
    private final Map<ServiceReference<?>, Set<AlertType>> handlers = new ConcurrentHashMap<>();
    private final Map<ServiceReference<?>, AlertOutlet> listeners = new ConcurrentHashMap<>();
    private final ServiceTracker<EventHandler, Boolean> handlerTracker;
    private final ServiceTracker<AlertListener, AlertListener> listenerTracker;
    private Consumer<Set<AlertType>> onWanted = types -> {};
    private volatile LongConsumer onDropped = count -> {};

    /**
     * Prepares the ways; {@link #open} looks for subscribers.
     *
     * @param context of the bundle that runs the session
     * @param session the session's name
     * @param eventAdmin where events go
     */
    public SessionEvents(BundleContext context, String session, EventAdmin eventAdmin) {
        this.session = session;
        this.eventAdmin = eventAdmin;
        this.events = new AlertOutlet("torrentxt-" + session + "-events", session, Set.of(), this::send, this::dropped);
        this.handlerTracker = new ServiceTracker<>(context, EventHandler.class, new Handlers());
        this.listenerTracker = new ServiceTracker<>(context, AlertListener.class, new Listeners(context));
    }

    /** Begins to look for subscribers. */
    public void open() {
        handlerTracker.open(true);
        listenerTracker.open();
    }

    /** The kinds that anybody wants. */
    public synchronized Set<AlertType> wanted() {
        Set<AlertType> all = EnumSet.noneOf(AlertType.class);
        all.addAll(events.types());
        listeners.values().forEach(listener -> all.addAll(listener.types()));
        return all;
    }

    /**
     * Follows the session that the alerts come from.
     *
     * @param wanted is told the kinds that anybody wants, now and whenever that changes
     * @param droppedCount is told how many alerts a slow subscriber lost
     */
    public synchronized void follow(Consumer<Set<AlertType>> wanted, LongConsumer droppedCount) {
        this.onWanted = wanted;
        this.onDropped = droppedCount;
        wanted.accept(wanted());
    }

    private void dropped(long count) {
        onDropped.accept(count);
    }

    /** Takes an alert. Never waits. */
    public void publish(Alert alert) {
        events.offer(alert);
        listeners.values().forEach(listener -> listener.offer(alert));
    }

    // Sent, not posted: the outlet's queue is bounded, that of the EventAdmin is not.
    private void send(Alert alert) {
        Map<String, Object> properties = alert.properties();
        properties.put(AlertTopics.ALERT, alert);
        eventAdmin.sendEvent(new Event(alert.type().topic(), properties));
    }

    private synchronized void update() {
        Set<AlertType> ofEvents = EnumSet.noneOf(AlertType.class);
        handlers.values().forEach(ofEvents::addAll);
        events.setTypes(ofEvents);
        onWanted.accept(wanted());
    }

    @Override
    public void close() {
        handlerTracker.close();
        listenerTracker.close();
        events.close();
    }

    private final class Handlers implements ServiceTrackerCustomizer<EventHandler, Boolean> {
        @Override
        public Boolean addingService(ServiceReference<EventHandler> reference) {
            modifiedService(reference, true);
            return true; // tracked without getting it: an idle handler stays idle
        }

        @Override
        public void modifiedService(ServiceReference<EventHandler> reference, Boolean tracked) {
            handlers.put(reference, Topics.ofEventHandler(reference.getProperty(EventConstants.EVENT_TOPIC)));
            update();
        }

        @Override
        public void removedService(ServiceReference<EventHandler> reference, Boolean tracked) {
            handlers.remove(reference);
            update();
        }
    }

    private final class Listeners implements ServiceTrackerCustomizer<AlertListener, AlertListener> {
        private final BundleContext context;

        Listeners(BundleContext context) {
            this.context = context;
        }

        @Override
        public AlertListener addingService(ServiceReference<AlertListener> reference) {
            AlertListener listener = context.getService(reference);
            if (listener != null) {
                String name = "torrentxt-" + session + "-listener-" + reference.getProperty("service.id");
                listeners.put(
                        reference,
                        new AlertOutlet(
                                name, session, typesOf(reference), listener::onAlert, SessionEvents.this::dropped));
                update();
            }
            return listener;
        }

        private Set<AlertType> typesOf(ServiceReference<AlertListener> reference) {
            Object wanted = reference.getProperty(AlertListener.SESSION);
            return wanted == null || wanted.equals(session)
                    ? Topics.ofAlertListener(reference.getProperty(AlertListener.TYPES))
                    : Set.of();
        }

        @Override
        public void modifiedService(ServiceReference<AlertListener> reference, AlertListener listener) {
            listeners.get(reference).setTypes(typesOf(reference));
            update();
        }

        @Override
        public void removedService(ServiceReference<AlertListener> reference, AlertListener listener) {
            AlertOutlet outlet = listeners.remove(reference);
            outlet.close();
            context.ungetService(reference);
            update();
        }
    }
}
