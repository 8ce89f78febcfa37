package org.torrentxt.impl.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.outlet.Delivery;
import org.torrentxt.outlet.OncePerMinute;
import org.torrentxt.outlet.Outlet;

/**
 * Ensures that an EventHandler that does not return does not block events to others. The EventAdmin calls a handler
 * with its first event, or with all events if it has no timeout, on the sending thread: that thread is abandoned. For
 * later events it uses a thread of its own, for which the sender waits forever, even after the handler was denied or the
 * EventAdmin has stopped: that wait is interrupted. It looks only while there is something to see.
 */
final class DeliveryWatch implements AutoCloseable {
    /** The maximum time of a delivery; the EventAdmin's own limit by default. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    // if the EventAdmin does not show what it waits for; doubled each time, as its threads are limited, too
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWatch.class);

    // those of all sessions: a handler that is denied during a delivery of one of them is denied for the others, too
    private static final Set<DeliveryWatch> OPEN = ConcurrentHashMap.newKeySet();

    private final AlertOutlet events;
    private final Handlers handlers;
    private final Predicate<Thread> isForgotten;
    private final Duration limit;
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final OncePerMinute given = new OncePerMinute();
    private Duration patience = FIRST_PATIENCE;

    /**
     * Creates a watchdog.
     *
     * @param events whose deliveries to watch
     * @param isForgotten true if a thread is in an EventAdmin that has stopped
     * @param limit the maximum time of a delivery
     */
    DeliveryWatch(
            String session, AlertOutlet events, Handlers handlers, Predicate<Thread> isForgotten, Duration limit) {
        this.isForgotten = isForgotten;
        this.events = events;
        this.handlers = handlers;
        this.limit = limit;
        this.timer = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, "torrentxt-" + session + "-watch");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Starts watching. */
    void open() {
        OPEN.add(this);
    }

    /** A delivery begins. Never blocks. */
    void begun() {
        if (!isLooking.get() && isLooking.compareAndSet(false, true)) {
            lookLater();
        }
    }

    private void lookLater() {
        timer.schedule(this::lookOn, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void lookOn() {
        look();
        if (events.delivery().filter(this::isSlow).isPresent()) {
            OPEN.forEach(DeliveryWatch::begun);
        }
        if (!isIdle()) {
            lookLater();
            return;
        }
        isLooking.set(false);
        if (!isIdle()) { // one has begun before that was to be seen
            begun();
        }
    }

    private boolean isIdle() {
        return events.delivery().isEmpty() && handlers.isQuiet();
    }

    /** Whether it looks again and again. */
    boolean isLooking() {
        return isLooking.get();
    }

    /** Checks once. */
    void look() {
        try {
            Optional<Delivery<Alert>> delivery = events.delivery();
            handlers.look(delivery.filter(this::isSlow).isPresent());
            delivery.filter(this::isForgotten).ifPresent(this::repeat);
            delivery.filter(this::isLate).ifPresent(this::help);
        } catch (RuntimeException e) {
            LOG.warn("Cannot check for slow event handlers: {}", e.toString());
        }
    }

    private boolean isSlow(Delivery<Alert> delivery) {
        return delivery.age().multipliedBy(2).compareTo(limit) > 0;
    }

    private boolean isLate(Delivery<Alert> delivery) {
        return delivery.age().compareTo(limit) > 0;
    }

    private boolean isForgotten(Delivery<Alert> delivery) {
        return delivery.age().toMillis() > LOOK_MILLIS
                && isForgotten.test(delivery.thread())
                && delivery.subscriber().isEmpty();
    }

    // It may not have reached all handlers.
    private void repeat(Delivery<Alert> delivery) {
        if (events.leave(delivery)) {
            LOG.info("The EventAdmin stopped during the delivery of {}, which is repeated", delivery);
            delivery.thread().interrupt();
        }
    }

    private void help(Delivery<Alert> delivery) {
        Optional<String> subscriber = delivery.subscriber();
        if (subscriber.isPresent()) {
            if (events.leave(delivery)) {
                LOG.warn(
                        "EventHandler at {} has not returned from {}; its thread is abandoned, delivery to other"
                                + " handlers continues",
                        subscriber.get(),
                        delivery);
            } else if (given.count() > 0) {
                LOG.error(
                        "EventHandler at {} has not returned from {}, and {} threads were already abandoned;"
                                + " no events are delivered until it returns: stop its bundle",
                        subscriber.get(),
                        delivery,
                        Outlet.MAX_LEFT);
            }
        } else if (handlers.isDeniedSince(delivery.since())) {
            events.interrupt(delivery);
        } else if (delivery.age().compareTo(patience) > 0) {
            patience = patience.multipliedBy(2);
            LOG.warn("The EventAdmin has not returned from {}; stopped waiting for it", delivery);
            events.interrupt(delivery);
        }
    }

    /** The handlers that have not returned, or were denied. */
    List<StuckSubscriber> stuck() {
        List<StuckSubscriber> stuck = new ArrayList<>();
        events.leftBehind().forEach(delivery -> stuck.add(stuck(delivery)));
        events.delivery().filter(this::isLate).ifPresent(delivery -> stuck.add(stuck(delivery)));
        stuck.addAll(handlers.denied());
        return stuck;
    }

    private static StuckSubscriber stuck(Delivery<Alert> delivery) {
        return Subscribers.stuck(delivery, StuckSubscriber.Kind.EVENT_HANDLER, "EventHandler");
    }

    @Override
    public void close() {
        OPEN.remove(this);
        timer.shutdownNow();
    }
}
