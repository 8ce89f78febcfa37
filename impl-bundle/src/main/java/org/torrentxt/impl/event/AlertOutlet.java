package org.torrentxt.impl.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.outlet.Delivery;
import org.torrentxt.outlet.OncePerMinute;
import org.torrentxt.outlet.Outlet;

/**
 * A bounded queue for one subscriber, and the thread that delivers from it. Adding alerts never blocks. A thread that
 * does not return from the subscriber can be abandoned, and another one continues.
 */
final class AlertOutlet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertOutlet.class);

    private final String name;
    private final AlertQueue queue;
    private final Consumer<Alert> subscriber;
    private final LongConsumer onDropped;
    private final OncePerMinute drops = new OncePerMinute();
    private final OncePerMinute failures = new OncePerMinute();
    private final Outlet<Alert> outlet;
    private volatile Set<AlertType> types;

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
        this.outlet = new Outlet<>(name, queue, alert -> alert.type().alertName(), this::deliver, LOG::warn);
        outlet.start();
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

    private boolean deliver(Delivery<Alert> delivery) {
        Alert alert = delivery.item();
        try {
            subscriber.accept(alert);
        } catch (Undeliverable e) {
            queue.countDropped(alert);
            dropped();
        } catch (RuntimeException | Error e) {
            failed(alert, e);
        }
        return true;
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

    /** The current delivery. */
    Optional<Delivery<Alert>> delivery() {
        return outlet.delivery();
    }

    /** The deliveries that abandoned threads are still in. */
    List<Delivery<Alert>> leftBehind() {
        return outlet.leftBehind();
    }

    /** Does {@link Outlet#leave}. */
    boolean leave(Delivery<Alert> stuck) {
        return outlet.leave(stuck);
    }

    /** Does {@link Outlet#interrupt}. */
    void interrupt(Delivery<Alert> stuck) {
        outlet.interrupt(stuck);
    }

    /** Does {@link Outlet#close}. */
    @Override
    public void close() {
        outlet.close();
    }

    /** Thrown by a subscriber that cannot deliver an alert to anybody. */
    static final class Undeliverable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undeliverable(String message) {
            super(message, null, false, false);
        }
    }
}
