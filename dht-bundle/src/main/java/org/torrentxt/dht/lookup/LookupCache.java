package org.torrentxt.dht.lookup;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtLookup;

/** What was looked up a short while ago, by where it is stored; of too many, those go first that were not asked for longest. */
public final class LookupCache<T> {
    private static final int MAX_ENTRIES = 1_000;

    private final Duration ttl;
    private final Clock clock;
    private final Map<DhtTarget, DhtLookup<T>> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DhtTarget, DhtLookup<T>> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /**
     * Prepares it.
     *
     * @param ttl how long an answer is good for; zero for not at all
     */
    public LookupCache(Duration ttl, Clock clock) {
        this.ttl = ttl;
        this.clock = clock;
    }

    /** An answer that is still good. */
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

    /** Takes an answer that has just come. */
    public synchronized DhtLookup<T> remember(DhtTarget target, T item) {
        DhtLookup<T> lookup = new DhtLookup<>(item, clock.instant());
        entries.put(target, lookup);
        return lookup;
    }

    /** Takes note that an answer is good no more. */
    public synchronized void forget(DhtTarget target) {
        entries.remove(target);
    }
}
