package org.torrentxt.outlet;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends events through the current EventAdmin, in order, from a separate thread, so that posting never blocks. The
 * EventAdmin may appear, disappear and be replaced: events wait for it, and one that was being sent through an
 * EventAdmin that has stopped is sent again. A thread that does not return from a handler is abandoned, and another
 * continues with the same event, so that one handler does not block the others; some of them may get that event twice.
 *
 * @param <A> the type of the EventAdmin
 * @param <T> the type of the events
 */
public final class EventOutlet<A, T> implements AutoCloseable {
    // longer than the EventAdmin needs to deny a handler, so that the next thread is not blocked as well
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int IDLE_SECONDS = 5;

    private final BiConsumer<A, T> sender;
    private final Function<T, String> topics;
    private final Consumer<String> log;
    private final Duration limit;
    private final Duration interval;
    private final EventQueue<A, T> queue = new EventQueue<>();
    private final Outlet<T> outlet;
    private final Map<Thread, A> sending = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor watch;
    private final OncePerMinute drops = new OncePerMinute();

    /**
     * Creates an instance without an EventAdmin; its threads start with the first event.
     *
     * @param name of its thread
     * @param sender sends an event, and returns when it was delivered
     * @param topics the topic of an event
     * @param log gets warnings
     */
    public EventOutlet(String name, BiConsumer<A, T> sender, Function<T, String> topics, Consumer<String> log) {
        this(name, sender, topics, log, LIMIT, LOOK);
    }

    EventOutlet(
            String name,
            BiConsumer<A, T> sender,
            Function<T, String> topics,
            Consumer<String> log,
            Duration limit,
            Duration interval) {
        this.sender = sender;
        this.topics = topics;
        this.log = log;
        this.limit = limit;
        this.interval = interval;
        this.outlet = new Outlet<>(name, queue, event -> "event " + topics.apply(event), this::send, log);
        this.watch = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread thread = new Thread(task, name + "-watch");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
    }

    /** Sets the EventAdmin to use. */
    public void use(A added) {
        queue.use(added);
    }

    /** Stops using that EventAdmin; events wait for another. */
    public void leave(A removed) {
        queue.leave(removed);
    }

    /** Queues an event. If too many are waiting, the oldest is dropped, which is logged. */
    public void post(T event) {
        queue.offer(event).ifPresent(this::dropped);
        outlet.start();
    }

    private void dropped(T event) {
        long count = drops.count();
        if (count > 0) {
            log.accept("Event " + topics.apply(event) + " dropped, " + count + " in the last minute: "
                    + EventQueue.LIMIT + " events are waiting for "
                    + (queue.eventAdmin().isPresent() ? "handlers" : "an EventAdmin"));
        }
    }

    private boolean send(Delivery<T> delivery) {
        Optional<A> found = queue.eventAdmin();
        if (found.isEmpty()) { // since it was taken from the queue
            return false;
        }
        A eventAdmin = found.get();
        Future<?> watching = watch.scheduleWithFixedDelay(
                new Look(delivery), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        sending.put(delivery.thread(), eventAdmin);
        try {
            sender.accept(eventAdmin, delivery.item());
            return true;
        } catch (RuntimeException | Error e) {
            if (isForgotten(delivery)) { // while it was being stopped
                return false;
            }
            log.accept("Could not send event " + topics.apply(delivery.item()) + ": " + e);
            return true;
        } finally {
            sending.remove(delivery.thread());
            watching.cancel(false);
        }
    }

    /** True if it is sent through an EventAdmin that is not in use any more. */
    private boolean isForgotten(Delivery<T> delivery) {
        A eventAdmin = sending.get(delivery.thread());
        return eventAdmin != null && queue.eventAdmin().orElse(null) != eventAdmin;
    }

    /** Looks at a delivery from time to time until it has ended. */
    private final class Look implements Runnable {
        private final Delivery<T> delivery;
        private Duration patience = limit;
        private boolean isReported;

        Look(Delivery<T> delivery) {
            this.delivery = delivery;
        }

        // The EventAdmin calls handlers on the sending thread, or waits for threads of its own, forever if it has
        // stopped. Only that wait is interrupted, not the code of handlers.
        @Override
        public void run() {
            Optional<String> handler = delivery.subscriber();
            if (isForgotten(delivery) && handler.isEmpty()) {
                repeat();
            } else if (delivery.age().compareTo(patience) > 0) {
                handler.ifPresentOrElse(this::abandon, this::interrupt);
            }
        }

        // It may not have reached all handlers.
        private void repeat() {
            if (outlet.leave(delivery)) {
                log.accept("The EventAdmin stopped during the delivery of " + delivery + ", which is repeated");
                delivery.thread().interrupt();
            }
        }

        private void abandon(String handler) {
            if (outlet.leave(delivery)) {
                log.accept("EventHandler at " + handler + " has not returned from " + delivery
                        + "; its thread is abandoned, delivery to other handlers continues");
            } else if (!isReported && isStuck()) {
                isReported = true;
                log.accept("EventHandler at " + handler + " has not returned from " + delivery + ", and "
                        + Outlet.MAX_LEFT + " threads were already abandoned; no events are delivered until it"
                        + " returns: stop its bundle");
            }
        }

        private boolean isStuck() {
            return outlet.delivery().filter(current -> current == delivery).isPresent();
        }

        private void interrupt() {
            patience = patience.plus(limit);
            log.accept("The EventAdmin has not returned from " + delivery + "; stopped waiting for it");
            outlet.interrupt(delivery);
        }
    }

    /**
     * Accepts no more events, sends waiting ones for at most a second if there is an EventAdmin, and ends its threads,
     * except those that are in handlers.
     */
    @Override
    public void close() {
        close(Outlet.PATIENCE);
    }

    void close(Duration patience) {
        outlet.close(patience);
        watch.shutdownNow();
    }
}
