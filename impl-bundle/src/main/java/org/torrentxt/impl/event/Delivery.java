package org.torrentxt.impl.event;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.torrentxt.api.alert.Alert;

/**
 * An alert that is being delivered.
 *
 * @param thread that delivers it
 * @param since when it began, by {@link System#nanoTime()}
 */
record Delivery(Thread thread, Alert alert, long since) {
    private static final Pattern PLATFORM = Pattern.compile(
            "(java|javax|jdk|sun|com\\.sun)\\..*|org\\.torrentxt\\.impl\\..*|org\\.osgi\\..*|org\\.apache\\.felix\\.eventadmin\\..*");

    /** For how long it has been under way. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /**
     * Where the subscriber is that the thread is in; empty if it is in none, and waits for one that another thread of the
     * EventAdmin is in.
     */
    Optional<String> subscriber() {
        StackTraceElement[] stack = thread.getStackTrace();
        // from the delivery upwards, as what a subscriber calls is not what it is known by
        for (int i = stack.length - 1; i >= 0; i--) {
            if (!PLATFORM.matcher(stack[i].getClassName()).matches()) {
                return Optional.of(line(stack[i]));
            }
        }
        return Optional.empty();
    }

    // without the class loader and the module, which say nothing to whoever looks for the handler
    private static String line(StackTraceElement frame) {
        String place =
                frame.getFileName() == null ? "" : " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
        return frame.getClassName() + "." + frame.getMethodName() + place;
    }

    @Override
    public String toString() {
        return alert.type().alertName() + " for " + age().toSeconds() + " s";
    }
}
