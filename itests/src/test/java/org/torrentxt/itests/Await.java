package org.torrentxt.itests;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Waits for something that happens elsewhere, and fails the test if it does not happen. */
final class Await {
    /** How long a test waits for something to happen before it fails. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration POLL = Duration.ofMillis(10);

    private Await() {}

    /** Waits until the condition holds, for changes without notification. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + ": not within " + PATIENCE);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Waits for a service of the type; it is never released. */
    static <T> T service(BundleContext context, Class<T> type) throws InterruptedException {
        return service(context, type, "(objectClass=*)");
    }

    /** Waits for a service of the type whose properties match the filter; it is never released. */
    static <T> T service(BundleContext context, Class<T> type, String filter) throws InterruptedException {
        ServiceTracker<T, T> tracker = tracker(context, type, filter);
        tracker.open();
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            T service;
            do {
                long left = Math.max(1, (deadline - System.nanoTime()) / NANOS_PER_MILLI); // 0 would be forever
                Assertions.assertThat(tracker.waitForService(left))
                        .as("service %s %s", type.getName(), filter)
                        .isNotNull();
                // Once more, as the tracker releases it, and some services end when no bundle holds them. It may have
                // been replaced meanwhile.
                ServiceReference<T> reference = tracker.getServiceReference();
                service = reference == null ? null : context.getService(reference);
            } while (service == null);
            return service;
        } finally {
            tracker.close();
        }
    }

    private static <T> ServiceTracker<T, T> tracker(BundleContext context, Class<T> type, String filter) {
        try {
            String ofType = "(&(objectClass=" + type.getName() + ")" + filter + ")";
            return new ServiceTracker<>(context, FrameworkUtil.createFilter(ofType), null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
