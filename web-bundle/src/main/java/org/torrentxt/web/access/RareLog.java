package org.torrentxt.web.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of what anybody can cause as often as they like: of each kind once per minute. Safe for use by several threads. */
final class RareLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.torrentxt.web");
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();
    private static final int LONGEST = 100;

    private final LongSupplier clock;
    private final Map<String, Long> last = new HashMap<>();

    /** With that clock, in nanoseconds. */
    RareLog(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * Warns, unless it has in the last minute.
     *
     * @param kind one of few
     */
    void warn(String kind, String message) {
        if (isDue(kind)) {
            LOG.warn("{}; logged at most once per minute", message);
        }
    }

    private synchronized boolean isDue(String kind) {
        long now = clock.getAsLong();
        Long before = last.get(kind);
        if (before != null && now - before < PAUSE) {
            return false;
        }
        last.put(kind, now);
        return true;
    }

    /** What a client sent, for one line of a log or an answer: in ASCII, and not longer than a name. */
    static String clean(String text) {
        String some = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return some.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
