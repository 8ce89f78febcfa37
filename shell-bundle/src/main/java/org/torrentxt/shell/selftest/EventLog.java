package org.torrentxt.shell.selftest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;

/** The kinds of events of a session delivered by the EventAdmin, in the order of their first occurrence. */
final class EventLog implements EventHandler, AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Set<AlertType> FAILURES =
            Set.of(AlertType.TORRENT_ERROR, AlertType.FILE_ERROR, AlertType.METADATA_FAILED);

    private final Lock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Set<String> names = new LinkedHashSet<>();
    private String failure;
    private ServiceRegistration<EventHandler> registration;

    EventLog() {}

    /** A log of a session's events, until it is closed. */
    static EventLog open(BundleContext context, String session) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(EventConstants.EVENT_TOPIC, AlertTopics.ALL);
        properties.put(EventConstants.EVENT_FILTER, "(" + AlertTopics.SESSION + "=" + session + ")");
        EventLog log = new EventLog();
        log.registration = context.registerService(EventHandler.class, log, properties);
        return log;
    }

    @Override
    public void handleEvent(Event event) {
        String name = String.valueOf(event.getProperty(AlertTopics.NAME));
        lock.lock();
        try {
            names.add(name);
            if (FAILURES.stream().anyMatch(type -> type.alertName().equals(name))) {
                failure = name + ": " + event.getProperty("message");
            }
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the first event of a kind.
     *
     * @throws TimeoutException if none arrived in that time
     * @throws CommandException if a torrent of the session failed first
     */
    void await(AlertType type, Duration limit) throws InterruptedException, TimeoutException, CommandException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!names.contains(type.alertName())) {
                if (failure != null) {
                    throw new CommandException(failure);
                }
                if (left <= 0) {
                    throw new TimeoutException("no event " + type.alertName() + " in " + limit.toSeconds()
                            + " s; received: " + String.join(", ", names));
                }
                left = arrival.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Checks that events of these kinds arrived, and first in this order. */
    void checkOrder(AlertType... expected) throws CommandException {
        List<String> order = new ArrayList<>();
        for (AlertType type : expected) {
            order.add(type.alertName());
        }
        List<String> seen = seen();
        seen.retainAll(order);
        if (!seen.equals(order)) {
            throw new CommandException(
                    "expected " + String.join(" < ", order) + ", received " + String.join(" < ", seen));
        }
    }

    private List<String> seen() {
        lock.lock();
        try {
            return new ArrayList<>(names);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a condition that has no event of its own: checks it at every event and every tenth of a second.
     *
     * @param what description of the condition, for the message
     * @throws TimeoutException if it is not met by then
     */
    void awaitUntil(String what, BooleanSupplier condition, Duration limit)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no " + what + " in " + limit.toSeconds() + " s");
            }
            lock.lock();
            try {
                arrival.awaitNanos(LOOK_AGAIN.toNanos());
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void close() {
        if (registration != null) {
            registration.unregister();
        }
    }
}
