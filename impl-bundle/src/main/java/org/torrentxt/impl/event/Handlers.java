package org.torrentxt.impl.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.alert.AlertType;
import org.torrentxt.api.status.StuckSubscriber;

/**
 * Tracks the registered EventHandlers: which alerts they want, and which of them the EventAdmin has denied. The
 * EventAdmin does not report a denial, but releases the service of the handler. Only service references are used,
 * services are never obtained or called, so that lazy handlers stay inactive.
 */
final class Handlers implements ServiceTrackerCustomizer<EventHandler, ServiceReference<EventHandler>> {
    private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);
    private static final long NEVER = Long.MIN_VALUE;
    private static final long LATELY = Duration.ofSeconds(2).toNanos();

    // shared by all sessions: a handler denied during a delivery of one session is denied for the others, too
    private static final AtomicLong LAST_SLOW = new AtomicLong(System.nanoTime() - 2 * LATELY);

    /** The state of a handler. */
    private static final class Handler {
        private final Set<AlertType> types;
        private boolean used;
        private long given = NEVER; // when the EventAdmin released it

        Handler(Set<AlertType> types) {
            this.types = types;
        }
    }

    private final String session;
    private final Supplier<Bundle> eventAdmin;
    private final LongSupplier clock;
    private final Runnable onChange;
    private final Map<ServiceReference<EventHandler>, Handler> handlers = new ConcurrentHashMap<>();
    private Bundle lastAdmin; // guarded by this

    /**
     * Creates an empty tracker.
     *
     * @param session the session's name, for the log
     * @param eventAdmin the bundle of the EventAdmin; null while there is none
     * @param clock nanoseconds
     * @param onChange called when the wanted types may have changed
     */
    Handlers(String session, Supplier<Bundle> eventAdmin, LongSupplier clock, Runnable onChange) {
        this.session = session;
        this.eventAdmin = eventAdmin;
        this.clock = clock;
        this.onChange = onChange;
    }

    /** The types that any handler wants. */
    Set<AlertType> wanted() {
        Set<AlertType> wanted = EnumSet.noneOf(AlertType.class);
        handlers.values().forEach(handler -> wanted.addAll(handler.types));
        return wanted;
    }

    /**
     * Checks which handlers the EventAdmin uses.
     *
     * @param isSlow true while a delivery takes long; handlers released then are considered denied
     */
    synchronized void look(boolean isSlow) {
        long now = clock.getAsLong();
        if (isSlow) {
            LAST_SLOW.set(now);
        }
        boolean isSlowNow = now - LAST_SLOW.get() < LATELY;
        Bundle admin = eventAdmin.get();
        boolean isSame = admin != null && admin.equals(lastAdmin);
        lastAdmin = admin;
        handlers.forEach((reference, handler) -> {
            boolean isUsed = admin != null && isUsed(reference, admin);
            if (isUsed || !isSame) {
                handler.given = NEVER;
            } else if (handler.used && isSlowNow) {
                handler.given = now;
                LOG.warn("Session {}: {}", session, denied(reference));
            }
            handler.used = isUsed;
        });
    }

    /** True if the EventAdmin cannot be about to deny a handler, and has none that it has denied. */
    synchronized boolean isQuiet() {
        return clock.getAsLong() - LAST_SLOW.get() >= LATELY
                && handlers.values().stream().allMatch(handler -> handler.given == NEVER);
    }

    private static boolean isUsed(ServiceReference<EventHandler> reference, Bundle admin) {
        Bundle[] users = reference.getUsingBundles();
        return users != null && Arrays.asList(users).contains(admin);
    }

    /** True if a handler was denied after that time. */
    synchronized boolean isDeniedSince(long moment) {
        return handlers.values().stream().anyMatch(handler -> handler.given != NEVER && handler.given - moment > 0);
    }

    /** The denied handlers. */
    synchronized List<StuckSubscriber> denied() {
        return handlers.entrySet().stream()
                .filter(entry -> entry.getValue().given != NEVER)
                .map(entry -> denied(entry.getKey()))
                .sorted()
                .map(text -> StuckSubscriber.builder(
                                StuckSubscriber.Kind.EVENT_HANDLER, StuckSubscriber.State.DENIED, text)
                        .build())
                .toList();
    }

    private static String denied(ServiceReference<EventHandler> reference) {
        return "EventHandler " + Subscribers.describe(reference) + " took too long and was denied by the EventAdmin;"
                + " it gets no events until it is registered again";
    }

    @Override
    public ServiceReference<EventHandler> addingService(ServiceReference<EventHandler> reference) {
        modifiedService(reference, reference);
        return reference;
    }

    @Override
    public void modifiedService(ServiceReference<EventHandler> reference, ServiceReference<EventHandler> same) {
        Object topics = reference.getProperty(EventConstants.EVENT_TOPIC);
        Topics.unknownInTopics(topics)
                .forEach(topic -> LOG.warn(
                        "Session {}: EventHandler {} has the unknown alert topic {}; see AlertType for valid topics",
                        session,
                        Subscribers.describe(reference),
                        topic));
        handlers.put(reference, new Handler(Topics.ofEventHandler(topics))); // no longer denied
        onChange.run();
    }

    @Override
    public void removedService(ServiceReference<EventHandler> reference, ServiceReference<EventHandler> same) {
        handlers.remove(reference);
        onChange.run();
    }
}
