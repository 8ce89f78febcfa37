package org.torrentxt.dht.lookup;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtLookup;
import org.torrentxt.api.dht.store.DhtLookups;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.access.Keys;
import org.torrentxt.stage.Outside;

/** Looks up values in the cache, then in the DHT. */
public final class Lookups implements DhtLookups {
    private final DhtItems items;
    private final Outside outside;
    private final LookupCache<MutableItem> mutableItems;
    private final LookupCache<ImmutableItem> immutableItems;

    /**
     * Creates an instance.
     *
     * @param mutableItems the cache, shared with other parts
     * @param immutableItems the cache, shared with other parts
     * @param outside wraps the stages for callers
     */
    public Lookups(
            DhtItems items,
            LookupCache<MutableItem> mutableItems,
            LookupCache<ImmutableItem> immutableItems,
            Outside outside) {
        this.items = items;
        this.outside = outside;
        this.mutableItems = mutableItems;
        this.immutableItems = immutableItems;
    }

    @Override
    public CompletionStage<Optional<DhtLookup<MutableItem>>> get(DhtPublicKey publicKey, String key) {
        return cached(mutableItems, DhtTarget.of(publicKey, Keys.saltOrNone(key)), () -> getFresh(publicKey, key));
    }

    @Override
    public CompletionStage<Optional<DhtLookup<ImmutableItem>>> get(DhtTarget target) {
        return cached(immutableItems, Objects.requireNonNull(target, "target"), () -> getFresh(target));
    }

    @Override
    public CompletionStage<Optional<DhtLookup<MutableItem>>> getFresh(DhtPublicKey publicKey, String key) {
        byte[] salt = Keys.saltOrNone(key);
        DhtTarget target = DhtTarget.of(publicKey, salt);
        return remembering(mutableItems, target, items.get(publicKey, salt));
    }

    @Override
    public CompletionStage<Optional<DhtLookup<ImmutableItem>>> getFresh(DhtTarget target) {
        return remembering(immutableItems, target, items.get(target));
    }

    private static <T> CompletionStage<Optional<DhtLookup<T>>> cached(
            LookupCache<T> cache, DhtTarget target, Supplier<CompletionStage<Optional<DhtLookup<T>>>> fresh) {
        Optional<DhtLookup<T>> known = cache.find(target);
        return known.isPresent() ? CompletableFuture.completedFuture(known) : fresh.get();
    }

    private <T> CompletionStage<Optional<DhtLookup<T>>> remembering(
            LookupCache<T> cache, DhtTarget target, CompletionStage<Optional<T>> answer) {
        return outside.hand(answer.thenApply(found -> {
            if (found.isEmpty()) {
                cache.forget(target);
            }
            return found.map(item -> cache.remember(target, item));
        }));
    }
}
