package org.torrentxt.itests;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;

/** Collects the events delivered by the EventAdmin, in order. */
final class EventLog implements EventHandler, AutoCloseable {
    private final List<Event> events = new ArrayList<>();
    private final ServiceRegistration<EventHandler> registration;

    private EventLog(BundleContext context, String topic, String session) {
        var properties = new Hashtable<String, Object>();
        properties.put(EventConstants.EVENT_TOPIC, topic);
        properties.put(EventConstants.EVENT_FILTER, "(session=" + session + ")");
        registration = context.registerService(EventHandler.class, this, properties);
    }

    /** Collects all events of a session except the high-volume ones. */
    static EventLog ofSession(BundleContext context, String session) {
        return new EventLog(context, AlertTopics.ALL, session);
    }

    /** Collects the events of one kind of a session. */
    static EventLog ofSession(BundleContext context, String session, AlertType type) {
        return new EventLog(context, type.topic(), session);
    }

    @Override
    public synchronized void handleEvent(Event event) {
        events.add(event);
        notifyAll();
    }

    /** All events so far. */
    synchronized List<Event> all() {
        return List.copyOf(events);
    }

    /** All events of that kind so far. */
    List<Event> all(AlertType type) {
        return all().stream().filter(event -> isOf(event, type)).toList();
    }

    /** The names of all events so far that concern a torrent. */
    List<String> namesOf(int torrent) {
        return all().stream()
                .filter(event -> event.getProperty(AlertTopics.TORRENT).equals(torrent))
                .map(event -> (String) event.getProperty(AlertTopics.NAME))
                .toList();
    }

    /** Waits for the first event of that kind. */
    Event await(AlertType type) throws InterruptedException {
        return await(type, event -> true);
    }

    /** Waits for the first event of that kind with matching properties. */
    synchronized Event await(AlertType type, Predicate<Event> condition) throws InterruptedException {
        long deadline = System.nanoTime() + Await.PATIENCE.toNanos();
        int next = 0;
        while (true) {
            for (; next < events.size(); next++) {
                Event event = events.get(next);
                if (isOf(event, type) && condition.test(event)) {
                    return event;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("no such event " + type.alertName() + " among " + events);
            }
            wait(left);
        }
    }

    private static boolean isOf(Event event, AlertType type) {
        return event.getTopic().equals(type.topic());
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
