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
 * Sends events by the EventAdmin that there is, in order, from a thread of its own: whoever posts never waits. An EventAdmin may come, go
 * and be replaced meanwhile. A thread that does not come back from a handler is left behind, and another goes on with the same event, so
 * that one handler does not keep the others from theirs; some of them may get that event twice.
 */
public final class EventOutlet implements EventAdmin, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventOutlet.class);
    // longer than the EventAdmin needs to deny a handler, so that it does not meet the next thread as well
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration GAP = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_LEFT = 4;

    /** An event that is being sent; one object for each time. */
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
    private boolean isMissing; // once it was waited for in vain
    private boolean running;
    private boolean closed;
    private Sending current;
    private int left;

    /** Has no EventAdmin yet. */
    public EventOutlet() {
        this(LIMIT, GAP);
    }

    EventOutlet(Duration limit, Duration gap) {
        this.limit = limit;
        this.gap = gap;
    }

    /** Sends by this one from now on. */
    public synchronized void use(EventAdmin added) {
        eventAdmin = added;
        isMissing = false;
        notifyAll();
    }

    /** Uses that one no more; another is waited for, for a few seconds. */
    public synchronized void leave(EventAdmin removed) {
        if (eventAdmin == removed) {
            eventAdmin = null;
        }
    }

    /** Has an event sent soon. If too many wait, the oldest is dropped, with a line in the log. */
    @Override
    public synchronized void postEvent(Event event) {
        if (closed) {
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            LOG.warn(
                    "Event {} is dropped: {} events wait for handlers",
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
                LOG.warn("Event {} is dropped: there is no EventAdmin", next.event.getTopic());
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
                break; // nobody has a reason to; the event is dropped
            }
            remaining = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        isMissing = eventAdmin == null;
        return eventAdmin;
    }

    private static void send(EventAdmin admin, Event event) {
        try {
            admin.sendEvent(event);
        } catch (RuntimeException | Error e) { // those of an EventAdmin that is being stopped, for instance
            LOG.warn("Event {} could not be sent: {}", event.getTopic(), e.toString());
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
                "Event {}: a handler has not returned for {} s; its thread is left behind, and others go on without it",
                sending.event.getTopic(),
                limit.toSeconds());
        left++;
        current = null;
        waiting.addFirst(sending.event);
        start();
    }

    /** Takes no more events; those that wait are sent. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
