package org.torrentxt.shell.selftest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.karaf.shell.support.CommandException;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.api.alert.AlertType;

/** The kinds of events that a session published, in the order of their first ones, as the EventAdmin brought them. */
final class EventLog implements EventHandler {
    private static final Set<AlertType> FAILURES =
            Set.of(AlertType.TORRENT_ERROR, AlertType.FILE_ERROR, AlertType.METADATA_FAILED);

    private final Lock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Set<String> names = new LinkedHashSet<>();
    private String failure;

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
     * @throws TimeoutException if none came in that time
     * @throws CommandException if a torrent of the session failed before
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
                            + " s; seen: " + String.join(", ", names));
                }
                left = arrival.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Checks that the first events of these kinds came, and in this order. */
    void checkOrder(AlertType... expected) throws CommandException {
        List<String> order = new ArrayList<>();
        for (AlertType type : expected) {
            order.add(type.alertName());
        }
        List<String> seen = seen();
        seen.retainAll(order);
        if (!seen.equals(order)) {
            throw new CommandException("expected " + String.join(" < ", order) + ", saw " + String.join(" < ", seen));
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

    /** A log's subscription, to be ended by closing it. */
    interface Subscription extends AutoCloseable {
        /** What it collected. */
        EventLog log();

        @Override
        void close();
    }

    /** Milliseconds to nanoseconds and back are left to the JDK; this is only the unit in which waits are cut. */
    static long toNanos(Duration span) {
        return TimeUnit.MILLISECONDS.toNanos(span.toMillis());
    }
}
