package org.torrentxt.impl.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;

/**
 * A bounded queue for one subscriber, and the thread that delivers from it. Adding alerts never blocks. A thread that
 * does not return from the subscriber can be abandoned, and another one continues.
 */
final class AlertOutlet implements AutoCloseable {
    /** The maximum number of abandoned threads; beyond that, delivery waits for the subscriber. */
    static final int MAX_LEFT = 4;

    private static final long CLOSE_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(AlertOutlet.class);

    private final String name;
    private final AlertQueue queue;
    private final Consumer<Alert> subscriber;
    private final LongConsumer onDropped;
    private final OncePerMinute drops = new OncePerMinute();
    private final OncePerMinute failures = new OncePerMinute();
    private final List<Delivery> left = new ArrayList<>(); // guarded by this
    private Thread thread; // guarded by this
    private volatile Delivery current;
    private volatile Set<AlertType> types;
    private volatile boolean closed;

    /**
     * Starts an outlet.
     *
     * @param name of its thread
     * @param session the session's name, for alerts created here
     * @param types the types to deliver
     * @param subscriber gets the alerts, one at a time; its exceptions are logged
     * @param onDropped called with the number of alerts when some are dropped
     */
    AlertOutlet(String name, String session, Set<AlertType> types, Consumer<Alert> subscriber, LongConsumer onDropped) {
        this.name = name;
        this.queue = new AlertQueue(session);
        this.types = types;
        this.subscriber = subscriber;
        this.onDropped = onDropped;
        start();
    }

    private synchronized void start() {
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The types to deliver. */
    Set<AlertType> types() {
        return types;
    }

    void setTypes(Set<AlertType> newTypes) {
        this.types = newTypes;
    }

    /** Takes an alert if its type is to be delivered. Never blocks. */
    void offer(Alert alert) {
        if (types.contains(alert.type()) && !queue.offer(alert)) {
            dropped();
        }
    }

    private void dropped() {
        onDropped.accept(1);
        long count = drops.count();
        if (count > 0) {
            LOG.warn("{} is too slow: {} alerts dropped, {} waiting", name, count, queue.size());
        }
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                Alert alert = queue.take();
                goesOn = alert != null && deliver(alert);
            } catch (InterruptedException e) {
                goesOn = !closed; // a late interrupt must not end later deliveries
            }
        }
    }

    /** False if the thread was abandoned meanwhile. */
    private boolean deliver(Alert alert) {
        Delivery delivery = new Delivery(Thread.currentThread(), alert, System.nanoTime());
        current = delivery;
        try {
            subscriber.accept(alert);
        } catch (Undeliverable e) {
            queue.countDropped(alert);
            dropped();
        } catch (RuntimeException | Error e) {
            failed(alert, e);
        }
        return ended(delivery);
    }

    private void failed(Alert alert, Throwable failure) {
        long count = failures.count();
        if (count > 0) {
            StackTraceElement[] stack = failure.getStackTrace();
            LOG.warn(
                    "{} failed on {}: {}{}; {} in the last minute, stack traces are logged at debug level",
                    name,
                    alert.type().alertName(),
                    failure,
                    stack.length > 0 ? " at " + stack[0] : "",
                    count == 1 ? "1 failure" : count + " failures");
        }
        LOG.debug("{} failed on {}", name, alert.type().alertName(), failure);
    }

    private synchronized boolean ended(Delivery delivery) {
        if (!closed) {
            Thread.interrupted(); // an interrupt by a subscriber must not end later deliveries
        }
        if (left.remove(delivery)) {
            LOG.info("{}: a stuck subscriber has returned from {}", name, delivery);
            return false;
        }
        current = null;
        return true;
    }

    /** The current delivery. */
    Optional<Delivery> delivery() {
        return Optional.ofNullable(current);
    }

    /** The deliveries that abandoned threads are still in. */
    synchronized List<Delivery> leftBehind() {
        return List.copyOf(left);
    }

    /**
     * Abandons the thread of a delivery, and continues with another one and the same alert: handlers that have not got
     * it yet get it, and those that already have get it twice.
     *
     * @return false if it has ended meanwhile, or too many were abandoned
     */
    synchronized boolean leave(Delivery stuck) {
        if (current != stuck || closed || left.size() == MAX_LEFT) {
            return false;
        }
        queue.putBack(stuck.alert());
        left.add(stuck);
        current = null;
        try {
            start();
            return true;
        } catch (Error e) { // no more threads are available
            thread = stuck.thread();
            current = stuck;
            left.remove(stuck);
            queue.takeBack();
            LOG.error("{}: cannot start a thread to continue: {}", name, e.toString());
            return false;
        }
    }

    /** Interrupts the thread of a delivery, unless that has ended meanwhile. */
    synchronized void interrupt(Delivery stuck) {
        if (current == stuck) {
            stuck.thread().interrupt();
        }
    }

    /**
     * Delivers queued alerts for at most a second, and ends the thread. Alerts that remain then, or when the caller is
     * interrupted, are discarded.
     */
    @Override
    public void close() {
        Thread last;
        List<Delivery> behind;
        synchronized (this) {
            closed = true;
            queue.close();
            last = thread;
            behind = List.copyOf(left);
        }
        if (Thread.currentThread() == last) {
            return;
        }
        try {
            last.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.abandon();
        last.interrupt();
        behind.forEach(delivery -> delivery.thread().interrupt());
    }

    /** Thrown by a subscriber that cannot deliver an alert to anybody. */
    static final class Undeliverable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undeliverable(String message) {
            super(message, null, false, false);
        }
    }
}
