package org.torrentxt.policy.group;

import org.torrentxt.policy.group.Division.Ask;

/**
 * What a torrent asks for in one direction, by what it has used of its cap. All rates are in bytes per second. Not
 * thread-safe.
 */
final class Demand {
    private static final int NEW = 5; // of the engine's average, a fifth is of the last second
    private static final double FULL = 0.8; // of its cap, as headers are not in the engine's rates
    private static final int GROWTH = 3; // in a second
    private static final double HEADROOM = 1.25;
    private static final double DECAY = 0.75; // in a second, so that a pause of a moment costs little

    private boolean isNew = true;
    private long average;
    private long cap; // 0 if it has none yet

    /** What it is capped to; 0 if it is not. */
    long cap() {
        return cap;
    }

    /** Sets what it is capped to; 0 for nothing. */
    void cap(long rate) {
        cap = rate;
    }

    /** It begins to run: nothing is known of what it can use. */
    void begin() {
        isNew = true;
    }

    /**
     * What it asks for now, about a second after the last time.
     *
     * @param rate the engine's average
     * @param reserve what it gets if it uses nothing, so that it can begin
     */
    Ask ask(long rate, long reserve) {
        long lastSecond = Math.max(rate, NEW * rate - (NEW - 1) * average);
        average = rate;
        if (isNew) {
            isNew = false;
            return new Ask(Long.MAX_VALUE, true);
        }
        if (lastSecond >= FULL * cap) {
            return new Ask(Math.max(GROWTH * cap, reserve), true);
        }
        return new Ask(Math.max(reserve + (long) (HEADROOM * rate), (long) (DECAY * cap)), false);
    }
}
