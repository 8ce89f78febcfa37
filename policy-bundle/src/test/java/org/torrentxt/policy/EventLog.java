package org.torrentxt.policy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** An EventAdmin that keeps what it is given. */
public final class EventLog implements EventAdmin {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void postEvent(Event event) {
        throw new AssertionError("posted, which has no limit: " + event);
    }

    @Override
    public void sendEvent(Event event) {
        events.add(event);
    }

    /** The events of a topic so far. */
    public List<Event> of(String topic) {
        return events.stream().filter(event -> event.getTopic().equals(topic)).toList();
    }
}
