package org.torrentxt.dht.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.api.dht.store.DhtWatches;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.access.Keys;
import org.torrentxt.dht.event.StoreEvents;
import org.torrentxt.dht.lookup.LookupCache;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.StoreContext;

/** Watches: each polls the DHT, and reports newer versions. */
public final class Watches implements DhtWatches {
    private final StoreContext context;
    private final Pace pace;
    private final LookupCache<MutableItem> cache;
    private final PersistentJobs<Watched, Watch> jobs;

    /**
     * Loads the existing watches.
     *
     * @param pace the interval of polling
     * @param cache updated with the values found
     */
    public Watches(StoreContext context, Pace pace, LookupCache<MutableItem> cache) {
        this.context = context;
        this.pace = pace;
        this.cache = cache;
        this.jobs = context.jobs("watches", ".watch", Watched.FORMAT);
        jobs.load(this::watch, watch -> watch.recurring().start());
    }

    private Watch watch(Watched watched) {
        return new Watch(watched, context.thread(), pace, this::look);
    }

    @Override
    public DhtWatch watch(DhtPublicKey publicKey, String key, long seenSeq) {
        Watched watched = watched(publicKey, key, seenSeq);
        DhtItems.checkSeq(seenSeq);
        synchronized (jobs) {
            Optional<Watch> there = jobs.find(watched.target().hex());
            if (there.isPresent()) {
                return there.get().snapshot();
            }
            Watch watch = watch(watched);
            jobs.add(watch);
            watch.recurring().runNow();
            return watch.snapshot();
        }
    }

    private static Watched watched(DhtPublicKey publicKey, String key, long seq) {
        Objects.requireNonNull(publicKey, "publicKey");
        Keys.saltOrNone(key);
        return new Watched(publicKey, key, seq);
    }

    private CompletionStage<?> look(Watch watch) {
        Watched watched = watch.state();
        return context.items()
                .get(watched.publicKey(), Keys.saltOrNone(watched.key()))
                .thenAcceptAsync(
                        found -> found.ifPresent(item -> {
                            cache.remember(item.target(), item);
                            saw(watch, item);
                        }),
                        context.thread());
    }

    // Reported before it is saved: after a crash in between it is reported twice rather than never.
    private void saw(Watch watch, MutableItem item) {
        long seen = watch.state().seq();
        if (item.seq() <= seen || !jobs.has(watch)) {
            return;
        }
        watch.saw(item.seq());
        Map<String, Object> properties = StoreEvents.about(item);
        properties.put(DhtStoreTopics.VALUE, item.value());
        properties.put(DhtStoreTopics.SIGNATURE, item.signature());
        properties.put(DhtStoreTopics.PREVIOUS_SEQ, seen);
        context.events().post(DhtStoreTopics.VALUE_CHANGED, properties);
        jobs.save(watch);
    }

    @Override
    public boolean cancel(DhtPublicKey publicKey, String key) {
        return jobs.remove(
                watched(publicKey, key, DhtPublications.NO_VERSION).target().hex());
    }

    @Override
    public List<DhtWatch> list() {
        return jobs.all().stream()
                .map(Watch::snapshot)
                .sorted(Comparator.comparing(
                                (DhtWatch watch) -> watch.publicKey().hex())
                        .thenComparing(DhtWatch::key))
                .toList();
    }
}
