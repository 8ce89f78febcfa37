package org.torrentxt.metrics.figure;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A value that is determined again when it is older than a second: a client that asks for twenty attributes one after
 * the other gets those of one moment, and the engine is asked once. Safe for use by several threads.
 *
 * @param <T> of the value
 */
public final class Recent<T> {
    private static final long AGE = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<T> source;
    private final LongSupplier clock;
    private T value;
    private long since;

    /**
     * Creates an instance.
     *
     * @param source not null; what it throws is passed on, and asked for again the next time
     * @param clock in nanoseconds, like {@link System#nanoTime()}
     */
    public Recent(Supplier<T> source, LongSupplier clock) {
        this.source = Objects.requireNonNull(source, "source");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The value, at most a second old. */
    public synchronized T get() {
        long now = clock.getAsLong();
        if (value == null || now - since >= AGE) {
            value = null;
            value = source.get();
            since = now;
        }
        return value;
    }
}
