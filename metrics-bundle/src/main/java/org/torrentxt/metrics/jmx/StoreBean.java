package org.torrentxt.metrics.jmx;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.metrics.figure.Recent;

/** The DHT store as an MBean. */
public final class StoreBean implements DhtStoreMXBean {
    private record Counts(
            int identities, Map<String, Integer> publications, int watches, int failing, int blobs, int followed) {}

    private final DhtStore store;
    private final Recent<Counts> counts;

    /**
     * Creates an instance.
     *
     * @param store not null
     * @param clock in nanoseconds, like {@link System#nanoTime()}
     */
    public StoreBean(DhtStore store, LongSupplier clock) {
        this.store = store;
        this.counts = new Recent<>(() -> Readable.read(() -> count(store)), clock);
    }

    private static Counts count(DhtStore store) {
        Map<String, Integer> publications = new TreeMap<>();
        Arrays.stream(DhtPublicationState.values()).forEach(state -> publications.put(text(state), 0));
        store.publications()
                .list()
                .forEach(publication ->
                        publications.merge(text(publication.status().state()), 1, Integer::sum));
        List<DhtWatch> watches = store.watches().list();
        return new Counts(
                store.identities().list().size(),
                publications,
                watches.size(),
                (int) watches.stream()
                        .filter(watch -> watch.lastError().isPresent())
                        .count(),
                store.blobs().list().size(),
                store.releases().followed().size());
    }

    private static String text(DhtPublicationState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getFolder() {
        return Readable.read(() -> store.folder().toString());
    }

    @Override
    public int getIdentityCount() {
        return counts.get().identities();
    }

    @Override
    public Map<String, Integer> getPublicationsByState() {
        return counts.get().publications();
    }

    @Override
    public int getWatchCount() {
        return counts.get().watches();
    }

    @Override
    public int getFailingWatchCount() {
        return counts.get().failing();
    }

    @Override
    public int getBlobCount() {
        return counts.get().blobs();
    }

    @Override
    public int getFollowedReleaseCount() {
        return counts.get().followed();
    }

    @Override
    public List<String> getWarnings() {
        return Readable.read(store::warnings);
    }
}
