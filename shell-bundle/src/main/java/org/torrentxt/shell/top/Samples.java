package org.torrentxt.shell.top;

import java.util.Arrays;

/** The last values of a rate, of which old ones are forgotten. */
final class Samples {
    private static final int KEPT = 200;

    private final long[] values = new long[KEPT];
    private int count;

    void add(long value) {
        values[count++ % KEPT] = value;
        if (count == 2 * KEPT) {
            count = KEPT;
        }
    }

    /** The newest ones, the last one at the end; unknown ones before the first are -1. */
    long[] last(int wanted) {
        long[] last = new long[Math.min(wanted, KEPT)];
        Arrays.fill(last, -1);
        int known = Math.min(last.length, Math.min(count, KEPT));
        for (int i = 0; i < known; i++) {
            last[last.length - 1 - i] = values[(count - 1 - i) % KEPT];
        }
        return last;
    }
}
