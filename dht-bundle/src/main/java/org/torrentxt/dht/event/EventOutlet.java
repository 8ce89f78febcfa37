package org.torrentxt.dht.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events through the current EventAdmin, in order, from a separate thread, so that posting never blocks. The
 * EventAdmin may appear, disappear and be replaced. A thread that does not return from a handler is abandoned, and
 * another continues with the same event, so that one handler does not block the others; some of them may get that event
 * twice.
 */
public final class EventOutlet implements EventAdmin, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventOutlet.class);
    // longer than the EventAdmin needs to deny a handler, so that the next thread is not blocked as well
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration GAP = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_LEFT = 4;

    /** An event that is being sent; a new object for each attempt. */
    private static final class Sending {
        private final Event event;

        Sending(Event event) {
            this.event = event;
        }
    }

    private final Duration limit;
    private final Duration gap;
    private final Deque<Event> waiting = new ArrayDeque<>(); // guarded by this, as are all below
    private EventAdmin eventAdmin;
    private boolean isMissing; // after waiting for it timed out
    private boolean running;
    private boolean closed;
    private Sending current;
    private int left;

    /** Creates an instance without an EventAdmin. */
    public EventOutlet() {
        this(LIMIT, GAP);
    }

    EventOutlet(Duration limit, Duration gap) {
        this.limit = limit;
        this.gap = gap;
    }

    /** Sets the EventAdmin to use. */
    public synchronized void use(EventAdmin added) {
        eventAdmin = added;
        isMissing = false;
        notifyAll();
    }

    /** Stops using that EventAdmin; waits a few seconds for another. */
    public synchronized void leave(EventAdmin removed) {
        if (eventAdmin == removed) {
            eventAdmin = null;
        }
    }

    /** Queues an event. If too many are waiting, the oldest is dropped and logged. */
    @Override
    public synchronized void postEvent(Event event) {
        if (closed) {
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            LOG.warn(
                    "Event {} dropped: {} events are waiting for handlers",
                    waiting.remove().getTopic(),
                    MOST_WAITING);
        }
        waiting.add(event);
        if (!running) {
            start();
        }
    }

    @Override
    public void sendEvent(Event event) {
        postEvent(event);
    }

    private synchronized void start() {
        Thread thread = new Thread(this::run, "torrentxt-dht-events");
        thread.setDaemon(true);
        thread.start();
        running = true;
    }

    private void run() {
        for (Sending next = next(); next != null; next = next()) {
            EventAdmin admin = admin();
            if (admin == null) {
                LOG.warn("Event {} dropped: no EventAdmin", next.event.getTopic());
            } else {
                send(admin, next.event);
            }
            if (!ended(next)) {
                return;
            }
        }
    }

    private synchronized Sending next() {
        if (waiting.isEmpty()) {
            running = false;
            return null;
        }
        Sending next = new Sending(waiting.remove());
        current = next;
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> replaceThreadOf(next));
        return next;
    }

    private synchronized EventAdmin admin() {
        long end = System.nanoTime() + gap.toNanos();
        long remaining = gap.toMillis();
        while (eventAdmin == null && !isMissing && remaining > 0) {
            try {
                wait(remaining);
            } catch (InterruptedException e) {
                break; // not expected; the event is dropped
            }
            remaining = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        isMissing = eventAdmin == null;
        return eventAdmin;
    }

    private static void send(EventAdmin admin, Event event) {
        try {
            admin.sendEvent(event);
        } catch (RuntimeException | Error e) { // for example while an EventAdmin is being stopped
            LOG.warn("Could not send event {}: {}", event.getTopic(), e.toString());
        }
    }

    private synchronized boolean ended(Sending sending) {
        if (current != sending) {
            left--;
            return false;
        }
        current = null;
        return true;
    }

    private synchronized void replaceThreadOf(Sending sending) {
        if (current != sending || closed || left == MOST_LEFT) {
            return;
        }
        LOG.warn(
                "Event {}: a handler has not returned for {} s; its thread is abandoned, delivery to other handlers"
                        + " continues",
                sending.event.getTopic(),
                limit.toSeconds());
        left++;
        current = null;
        waiting.addFirst(sending.event);
        start();
    }

    /** Accepts no more events; waiting ones are sent. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
