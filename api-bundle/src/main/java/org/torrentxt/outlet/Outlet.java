package org.torrentxt.outlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The thread that delivers from a queue. One that does not return from a subscriber can be abandoned, and another one
 * continues.
 *
 * @param <T> the type of the items
 */
public final class Outlet<T> implements AutoCloseable {
    /** The maximum number of abandoned threads; beyond that, delivery waits for the subscriber. */
    public static final int MAX_LEFT = 4;

    static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * Gets the items, one at a time; must not throw.
     *
     * @param <T> the type of the items
     */
    @FunctionalInterface
    public interface Subscriber<T> {
        /**
         * Delivers an item.
         *
         * @return false to have it delivered again, unless it is already, as the thread was abandoned
         */
        boolean deliver(Delivery<T> delivery);
    }

    private final String name;
    private final OutletQueue<T> queue;
    private final Function<T, String> names;
    private final Subscriber<T> subscriber;
    private final Consumer<String> log;
    private final List<Delivery<T>> left = new ArrayList<>(); // guarded by this
    private Thread thread; // guarded by this
    private volatile Delivery<T> current;
    private volatile boolean closed;

    /**
     * Creates an instance without a thread.
     *
     * @param name of its thread
     * @param names the name of an item, for messages
     * @param log gets warnings
     */
    public Outlet(
            String name,
            OutletQueue<T> queue,
            Function<T, String> names,
            Subscriber<T> subscriber,
            Consumer<String> log) {
        this.name = name;
        this.queue = queue;
        this.names = names;
        this.subscriber = subscriber;
        this.log = log;
    }

    /** Begins to deliver, unless it has begun or is closed. */
    public synchronized void start() {
        if (thread == null && !closed) {
            startThread();
        }
    }

    private void startThread() {
        // without what that of the caller has, such as its user in the log
        Thread started = new Thread(null, this::run, name, 0, false);
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn) {
            try {
                T item = queue.take();
                goesOn = item != null && deliver(item);
            } catch (InterruptedException e) {
                goesOn = !closed; // a late interrupt must not end later deliveries
            }
        }
    }

    /** False if the thread was abandoned meanwhile. */
    private boolean deliver(T item) {
        Delivery<T> delivery = new Delivery<>(Thread.currentThread(), item, names.apply(item));
        current = delivery;
        boolean isDelivered = subscriber.deliver(delivery);
        return ended(delivery, isDelivered);
    }

    private synchronized boolean ended(Delivery<T> delivery, boolean isDelivered) {
        if (!closed) {
            Thread.interrupted(); // an interrupt by a subscriber must not end later deliveries
        }
        if (left.remove(delivery)) {
            log.accept(name + ": an abandoned thread has returned from " + delivery);
            return false;
        }
        current = null;
        if (!isDelivered) {
            queue.putBack(delivery.item());
        }
        return true;
    }

    /** The current delivery. */
    public Optional<Delivery<T>> delivery() {
        return Optional.ofNullable(current);
    }

    /** The deliveries that abandoned threads are still in. */
    public synchronized List<Delivery<T>> leftBehind() {
        return List.copyOf(left);
    }

    /**
     * Abandons the thread of a delivery, and continues with another one and the same item: subscribers that have not got
     * it yet get it, and those that already have get it twice.
     *
     * @return false if it has ended meanwhile, or too many were abandoned
     */
    public synchronized boolean leave(Delivery<T> stuck) {
        if (current != stuck || closed || left.size() == MAX_LEFT) {
            return false;
        }
        queue.putBack(stuck.item());
        left.add(stuck);
        current = null;
        try {
            startThread();
            return true;
        } catch (Error e) { // no more threads are available
            current = stuck;
            left.remove(stuck);
            queue.takeBack();
            log.accept(name + ": cannot start a thread to continue: " + e);
            return false;
        }
    }

    /** Interrupts the thread of a delivery, unless that has ended meanwhile. */
    public synchronized void interrupt(Delivery<T> stuck) {
        if (current == stuck) {
            stuck.thread().interrupt();
        }
    }

    /**
     * Delivers queued items for at most a second, and ends the thread. Items that remain then, or when the caller is
     * interrupted, are discarded.
     */
    @Override
    public void close() {
        close(PATIENCE);
    }

    /** Does that within another time. */
    void close(Duration patience) {
        Thread last;
        List<Delivery<T>> behind;
        synchronized (this) {
            closed = true;
            queue.close();
            last = thread;
            behind = List.copyOf(left);
        }
        if (last == null || Thread.currentThread() == last) {
            return;
        }
        try {
            last.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.abandon();
        last.interrupt();
        behind.forEach(delivery -> delivery.thread().interrupt());
    }
}
