package org.torrentxt.dht.lookup;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtLookup;

/** A cache of recent lookups, by target; if it is full, the least recently used entry is removed. */
public final class LookupCache<T> {
    private static final int MAX_ENTRIES = 1_000;

    private final Duration ttl;
    private final Clock clock;
    private final ToLongFunction<T> version;
    private final Map<DhtTarget, DhtLookup<T>> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DhtTarget, DhtLookup<T>> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /**
     * Creates an instance.
     *
     * @param ttl how long an answer is cached; zero to disable the cache
     * @param version an answer with a lower version never replaces one with a higher version
     */
    public LookupCache(Duration ttl, Clock clock, ToLongFunction<T> version) {
        this.ttl = ttl;
        this.clock = clock;
        this.version = version;
    }

    /** An answer that has not expired. */
    synchronized Optional<DhtLookup<T>> find(DhtTarget target) {
        DhtLookup<T> lookup = entries.get(target);
        if (lookup == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(lookup.retrieved(), clock.instant());
        if (age.isNegative() || age.compareTo(ttl) >= 0) { // negative: the clock was set back
            entries.remove(target);
            return Optional.empty();
        }
        return Optional.of(lookup);
    }

    /**
     * Adds a new answer. It is not cached if a newer version is: a lookup that began before that version was stored may
     * end after it.
     *
     * @return the new answer
     */
    public synchronized DhtLookup<T> remember(DhtTarget target, T item) {
        DhtLookup<T> lookup = new DhtLookup<>(item, clock.instant());
        long newest =
                find(target).map(DhtLookup::item).map(version::applyAsLong).orElse(Long.MIN_VALUE);
        if (version.applyAsLong(item) >= newest) {
            entries.put(target, lookup);
        }
        return lookup;
    }

    /** Removes an answer that is no longer valid. */
    public synchronized void forget(DhtTarget target) {
        entries.remove(target);
    }
}
