package org.torrentxt.outlet;

import java.util.Optional;

/**
 * The events of an {@link EventOutlet}, which wait until there is an EventAdmin. If too many are waiting, the oldest one
 * is dropped.
 */
final class EventQueue<A, T> extends OutletQueue<T> {
    static final int LIMIT = 1_000;

    private A eventAdmin; // null while there is none

    synchronized void use(A added) {
        eventAdmin = added;
        notifyAll();
    }

    synchronized void leave(A removed) {
        if (eventAdmin == removed) {
            eventAdmin = null;
            notifyAll(); // as a closed queue does not wait for another
        }
    }

    synchronized Optional<A> eventAdmin() {
        return Optional.ofNullable(eventAdmin);
    }

    /**
     * Adds an event. Never blocks.
     *
     * @return the event that is dropped for that; empty in general
     */
    synchronized Optional<T> offer(T event) {
        if (isClosed()) {
            return Optional.empty();
        }
        Optional<T> dropped = items.size() < LIMIT ? Optional.empty() : Optional.of(items.remove());
        items.add(event);
        notifyAll();
        return dropped;
    }

    @Override
    protected boolean isReady() {
        return eventAdmin != null && !items.isEmpty();
    }

    @Override
    protected T next() {
        return items.remove();
    }
}
