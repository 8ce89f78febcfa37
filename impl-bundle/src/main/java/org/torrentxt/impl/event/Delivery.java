package org.torrentxt.impl.event;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.status.StuckSubscriber;

/**
 * An alert that is being delivered.
 *
 * @param thread the delivering thread
 * @param since when it began, by {@link System#nanoTime()}
 */
record Delivery(Thread thread, Alert alert, long since) {
    private static final Pattern PLATFORM = Pattern.compile(
            "(java|javax|jdk|sun|com\\.sun)\\..*|org\\.torrentxt\\.impl\\..*|org\\.osgi\\..*|org\\.apache\\.felix\\.eventadmin\\..*");

    /** The time since it began. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /**
     * The position in the subscriber's code that the thread is in; empty if it is in none, but waits for another thread
     * of the EventAdmin.
     */
    Optional<String> subscriber() {
        StackTraceElement[] stack = thread.getStackTrace();
        // from the delivery upwards, to find the subscriber itself rather than code called by it
        for (int i = stack.length - 1; i >= 0; i--) {
            if (!PLATFORM.matcher(stack[i].getClassName()).matches()) {
                return Optional.of(line(stack[i]));
            }
        }
        return Optional.empty();
    }

    /**
     * What to report if it takes too long.
     *
     * @param kind the kind of the subscriber
     * @param who the subscriber, in words
     */
    StuckSubscriber stuck(StuckSubscriber.Kind kind, String who) {
        Optional<String> location = subscriber();
        String where = location.map(frame -> " at " + frame).orElse("");
        return StuckSubscriber.builder(kind, StuckSubscriber.State.SLOW, who + where + " has not returned from " + this)
                .location(location)
                .build();
    }

    // without class loader and module, which do not help to find the handler
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
