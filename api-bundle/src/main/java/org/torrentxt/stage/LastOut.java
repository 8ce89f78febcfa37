package org.torrentxt.stage;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * The activator of a bundle whose components take time to end: the bundle stops after they have ended. Declarative
 * Services ends a component whose configuration was deleted on another thread, and does not wait for it when it ends those
 * of a bundle that stops. What stops it may go on to uninstall it, and what it uses: then there are no classes to end
 * with, and what was not saved or released yet never is.
 */
public final class LastOut implements BundleActivator {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<Object> PRESENT = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Duration patience;

    /** Called by the framework. */
    public LastOut() {
        this(PATIENCE);
    }

    LastOut(Duration patience) {
        this.patience = patience;
    }

    /** The bundle of this component waits for it from now on. */
    public static void enter(Object component) {
        synchronized (PRESENT) {
            PRESENT.add(component);
        }
    }

    /** The component has ended; without an effect if it was not present. */
    public static void leave(Object component) {
        synchronized (PRESENT) {
            PRESENT.remove(component);
            PRESENT.notifyAll();
        }
    }

    @Override
    public void start(BundleContext context) {
        // components start by themselves
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (PRESENT) {
            long left = patience.toNanos();
            while (!PRESENT.isEmpty() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(PRESENT, left);
                left = deadline - System.nanoTime();
            }
        }
    }
}
