package org.torrentxt.outlet;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An item that is being delivered. Equal only to itself.
 *
 * @param <T> the type of the item
 */
public final class Delivery<T> {
    // an EventAdmin, and what calls it; the body of a lambda is a method of the class that it is in
    private static final Pattern PLATFORM = Pattern.compile(String.join(
            "|",
            "(java|javax|jdk|sun|com\\.sun)\\..*",
            "org\\.torrentxt\\.impl\\..*",
            "org\\.torrentxt\\.outlet\\.(Event)?Outlet(\\$.*)?",
            "org\\.osgi\\..*",
            "org\\.apache\\.felix\\.eventadmin\\..*",
            ".*\\$\\$Lambda.*"));

    private final Thread thread;
    private final T item;
    private final String name;
    private final long since = System.nanoTime();

    /**
     * A delivery that begins now.
     *
     * @param name of the item, for messages
     */
    public Delivery(Thread thread, T item, String name) {
        this.thread = thread;
        this.item = item;
        this.name = name;
    }

    /** The delivering thread. */
    public Thread thread() {
        return thread;
    }

    /** What is delivered. */
    public T item() {
        return item;
    }

    /** When it began, by {@link System#nanoTime()}. */
    public long since() {
        return since;
    }

    /** The time since it began. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /**
     * The position in the subscriber's code that the thread is in; empty if it is in none, but waits for another thread
     * of the EventAdmin.
     */
    public Optional<String> subscriber() {
        StackTraceElement[] stack = thread.getStackTrace();
        // from the delivery upwards, to find the subscriber itself rather than code called by it
        for (int i = stack.length - 1; i >= 0; i--) {
            if (!PLATFORM.matcher(stack[i].getClassName()).matches()) {
                return Optional.of(line(stack[i]));
            }
        }
        return Optional.empty();
    }

    // without class loader and module, which do not help to find the handler
    private static String line(StackTraceElement frame) {
        String place =
                frame.getFileName() == null ? "" : " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
        return frame.getClassName() + "." + frame.getMethodName() + place;
    }

    @Override
    public String toString() {
        return name + " for " + age().toSeconds() + " s";
    }
}
