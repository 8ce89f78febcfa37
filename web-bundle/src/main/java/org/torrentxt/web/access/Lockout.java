package org.torrentxt.web.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Makes clients wait who guess passwords: after {@link #OF_USER} failures for the same user from the same address, and
 * after {@link #OF_ADDRESS} from the same address for any users. The wait doubles with each further failure, and is
 * forgotten after {@link #FORGET}. A user cannot be locked out from another address. Safe for use by several threads.
 */
final class Lockout {
    static final int OF_USER = 5;
    static final int OF_ADDRESS = 50;
    static final Duration FIRST = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofMinutes(15);
    static final Duration FORGET = Duration.ofMinutes(30);

    /** The maximum number of addresses and users that are remembered. */
    static final int MOST = 10_000;

    private static final int LONGEST_NAME = 64;
    private static final int MOST_DOUBLINGS = 10;

    private final LongSupplier clock;
    private final Map<String, Failures> table = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    private static final class Failures {
        int count;
        long last;
        long wait;
    }

    /** With that clock, in nanoseconds. */
    Lockout(LongSupplier clock) {
        this.clock = clock;
    }

    /** How long that user has to wait at that address; zero if not at all. */
    synchronized Duration left(String address, String user) {
        return Duration.ofNanos(Math.max(left(address), left(pair(address, user))));
    }

    private long left(String key) {
        Failures failures = table.get(key);
        return failures == null ? 0 : Math.max(0, failures.last + failures.wait - clock.getAsLong());
    }

    /** A login of that user from that address has failed. */
    synchronized void failed(String address, String user) {
        count(address, OF_ADDRESS);
        count(pair(address, user), OF_USER);
    }

    private void count(String key, int free) {
        long now = clock.getAsLong();
        Failures failures = table.computeIfAbsent(key, some -> new Failures());
        if (now - failures.last > FORGET.toNanos()) {
            failures.count = 0;
        }
        failures.count++;
        failures.last = now;
        int beyond = Math.min(failures.count - free, MOST_DOUBLINGS);
        failures.wait = beyond < 0 ? 0 : Math.min(FIRST.toNanos() << beyond, LONGEST.toNanos());
    }

    /** A login of that user from that address has succeeded. */
    synchronized void succeeded(String address, String user) {
        table.remove(pair(address, user));
    }

    /** How many addresses and users are remembered. */
    synchronized int size() {
        return table.size();
    }

    // A blank cannot be in an address.
    private static String pair(String address, String user) {
        return address + " " + user.substring(0, Math.min(user.length(), LONGEST_NAME));
    }
}
