package org.torrentxt.shell.torrent;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds subscribers of a session's events that block their delivery thread. A session has such a thread for each of
 * them, so that a blocked one delays no other, but its own events are dropped in the end.
 */
final class StuckSubscribers {
    private static final Pattern PLATFORM = Pattern.compile("(java|javax|jdk|sun)\\..*|org\\.torrentxt\\.impl\\..*");
    private static final int LOOKS = 5;

    private final Pattern threads;

    /** The subscribers of the session with that name. */
    StuckSubscribers(String session) {
        this.threads = Pattern.compile("torrentxt-" + Pattern.quote(session) + "-(events|listener-.*)");
    }

    /**
     * Looks several times and finds the subscribers that were at the same place each time.
     *
     * @param time to look
     * @return where, by the name of the thread
     */
    Map<String, String> find(Duration time) throws InterruptedException {
        Map<Thread, StackTraceElement[]> stuck = delivering();
        for (int look = 1; look < LOOKS && !stuck.isEmpty(); look++) {
            Thread.sleep(time.toMillis() / (LOOKS - 1));
            stuck.entrySet()
                    .removeIf(entry ->
                            !Arrays.equals(entry.getValue(), entry.getKey().getStackTrace()));
        }
        Map<String, String> found = new LinkedHashMap<>();
        stuck.forEach(
                (thread, stack) -> subscriber(stack).ifPresent(frame -> found.put(thread.getName(), frame.toString())));
        return found;
    }

    private Map<Thread, StackTraceElement[]> delivering() {
        Map<Thread, StackTraceElement[]> all = new LinkedHashMap<>(Thread.getAllStackTraces());
        all.keySet().removeIf(thread -> !threads.matcher(thread.getName()).matches());
        all.values().removeIf(stack -> subscriber(stack).isEmpty());
        return all;
    }

    // a thread waiting for the next event runs only code of the session
    private static Optional<StackTraceElement> subscriber(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> !PLATFORM.matcher(frame.getClassName()).matches())
                .findFirst();
    }
}
