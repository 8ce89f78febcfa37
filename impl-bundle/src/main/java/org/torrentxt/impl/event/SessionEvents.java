package org.torrentxt.impl.event;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventHandler;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.status.StuckSubscriber;

/**
 * Delivers the alerts of one session to the EventAdmin and to the registered AlertListeners, each through an outlet of
 * its own, and tells the session which types are wanted.
 */
public final class SessionEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEvents.class);

    private final String session;
    private final EventSender sender;
    private final AlertOutlet events;
    private final Handlers handlers;
    private final DeliveryWatch watch;
    private final Map<ServiceReference<?>, AlertOutlet> listeners = new ConcurrentHashMap<>();
    private final ServiceTracker<EventHandler, ServiceReference<EventHandler>> handlerTracker;
    private final ServiceTracker<AlertListener, AlertListener> listenerTracker;
    private Consumer<Set<AlertType>> onWanted = types -> {};
    private volatile LongConsumer onDropped = count -> {};

    /**
     * Creates an instance; {@link #open} starts looking for subscribers.
     *
     * @param context of the bundle that runs the session, used to find the EventAdmin, which may appear, disappear and
     *     be replaced
     * @param session the session's name
     */
    public SessionEvents(BundleContext context, String session) {
        this.session = session;
        this.sender = new EventSender(context);
        this.events = new AlertOutlet("torrentxt-" + session + "-events", session, Set.of(), this::send, this::dropped);
        this.handlers = new Handlers(session, sender::bundle, System::nanoTime, this::update);
        this.watch = new DeliveryWatch(session, events, handlers, sender::isForgotten, DeliveryWatch.LIMIT);
        this.handlerTracker = new ServiceTracker<>(context, EventHandler.class, handlers);
        this.listenerTracker = new ServiceTracker<>(context, AlertListener.class, new Listeners(context));
    }

    /** Starts looking for subscribers. */
    public void open() {
        sender.open();
        handlerTracker.open(true);
        listenerTracker.open();
        watch.open();
    }

    /** The types that any subscriber wants. */
    public synchronized Set<AlertType> wanted() {
        Set<AlertType> all = EnumSet.noneOf(AlertType.class);
        all.addAll(events.types());
        listeners.values().forEach(listener -> all.addAll(listener.types()));
        return all;
    }

    /**
     * Connects to the session that raises the alerts.
     *
     * @param wanted called with the wanted types, now and after each change
     * @param droppedCount called with the number of alerts dropped for a slow subscriber
     */
    public synchronized void follow(Consumer<Set<AlertType>> wanted, LongConsumer droppedCount) {
        this.onWanted = wanted;
        this.onDropped = droppedCount;
        wanted.accept(wanted());
    }

    private void send(Alert alert) {
        watch.begun();
        sender.send(alert);
    }

    private void dropped(long count) {
        onDropped.accept(count);
    }

    /** Takes an alert. Never blocks. */
    public void publish(Alert alert) {
        events.offer(alert);
        listeners.values().forEach(listener -> listener.offer(alert));
    }

    /** The subscribers that have not returned from an alert, or that the EventAdmin has denied. */
    public List<StuckSubscriber> stuckSubscribers() {
        List<StuckSubscriber> stuck = new ArrayList<>(watch.stuck());
        listeners.forEach((reference, outlet) -> outlet.delivery()
                .filter(delivery -> delivery.age().compareTo(DeliveryWatch.LIMIT) > 0)
                .ifPresent(delivery -> stuck.add(Subscribers.stuck(
                        delivery,
                        StuckSubscriber.Kind.ALERT_LISTENER,
                        "AlertListener " + Subscribers.describe(reference)))));
        return List.copyOf(stuck);
    }

    private synchronized void update() {
        events.setTypes(handlers.wanted());
        onWanted.accept(wanted());
    }

    @Override
    public void close() {
        handlerTracker.close();
        listenerTracker.close();
        events.close();
        watch.close();
        sender.close();
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
            if (!Topics.isOfSession(reference.getProperty(AlertListener.SESSION), session)
                    || !Topics.isOfSession(reference.getProperty(AlertListener.SESSION_NAME), session)) {
                return Set.of();
            }
            Object names = reference.getProperty(AlertListener.TYPES);
            Topics.unknownNames(names)
                    .forEach(name -> LOG.warn(
                            "Session {}: AlertListener {} has the unknown alert type '{}'; see AlertType for valid"
                                    + " types",
                            session,
                            Subscribers.describe(reference),
                            name));
            return Topics.ofAlertListener(names);
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
