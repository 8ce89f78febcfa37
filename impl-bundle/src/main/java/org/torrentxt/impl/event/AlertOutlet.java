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
 * A bounded queue before one subscriber, and the thread that empties it. Whoever fills it never waits. A thread that does not
 * come back from the subscriber can be left behind, and another goes on.
 */
final class AlertOutlet implements AutoCloseable {
    /** So many threads are left behind; after that the subscriber has to come back. */
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
     * @param session the session's name, for alerts of its own
     * @param types the kinds that pass
     * @param subscriber gets the alerts, one at a time; what it throws is logged
     * @param onDropped is told how many alerts were dropped, when they are
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

    /** The kinds that pass. */
    Set<AlertType> types() {
        return types;
    }

    void setTypes(Set<AlertType> newTypes) {
        this.types = newTypes;
    }

    /** Takes an alert if it is of a kind that passes. Never waits. */
    void offer(Alert alert) {
        if (types.contains(alert.type()) && !queue.offer(alert)) {
            dropped();
        }
    }

    private void dropped() {
        onDropped.accept(1);
        long count = drops.count();
        if (count > 0) {
            LOG.warn("{} is too slow: {} alerts dropped, {} are waiting", name, count, queue.size());
        }
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                Alert alert = queue.take();
                goesOn = alert != null && deliver(alert);
            } catch (InterruptedException e) {
                goesOn = !closed; // somebody's late interruption must not end the deliveries to come
            }
        }
    }

    /** False if the thread was left behind meanwhile. */
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
                    "{} failed on {}: {}{}; {} in the last minute, the stack traces are logged at debug level",
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
            Thread.interrupted(); // a subscriber's mark must not end the deliveries to come
        }
        if (left.remove(delivery)) {
            LOG.info("{}: a subscriber that was left behind has returned after {}", name, delivery);
            return false;
        }
        current = null;
        return true;
    }

    /** What is being delivered. */
    Optional<Delivery> delivery() {
        return Optional.ofNullable(current);
    }

    /** What threads that were left behind are still at. */
    synchronized List<Delivery> leftBehind() {
        return List.copyOf(left);
    }

    /**
     * Leaves the thread behind that is at a delivery, and has another go on, with the same alert: whom the subscriber kept from
     * it gets it, and whoever had it before gets it twice.
     *
     * @return false if it has ended meanwhile, or too many were left behind
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
        } catch (Error e) { // no more threads can be had
            thread = stuck.thread();
            current = stuck;
            left.remove(stuck);
            queue.takeBack();
            LOG.error("{}: no thread to go on with: {}", name, e.toString());
            return false;
        }
    }

    /** Interrupts the thread that is at a delivery, unless it has ended meanwhile. */
    synchronized void interrupt(Delivery stuck) {
        if (current == stuck) {
            stuck.thread().interrupt();
        }
    }

    /**
     * Delivers what is queued, for at most a second, and ends the thread. What is left then, or when the caller is interrupted,
     * is never delivered.
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

    /** Thrown by a subscriber that can pass an alert on to nobody. */
    static final class Undeliverable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undeliverable(String message) {
            super(message, null, false, false);
        }
    }
}
