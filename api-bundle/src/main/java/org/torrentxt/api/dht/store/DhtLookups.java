package org.torrentxt.api.dht.store;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;

/**
 * Looks up values. An answer is the newest version on the nodes asked, verified, and is cached for {@code cache.ttl} of
 * the store's configuration, for at most a thousand values; {@link DhtLookup#age()} returns its age. Missing values are
 * not cached. Fresh lookups always ask the DHT, and update the cache, in which an older version never replaces a newer
 * one; values published by this store are cached once nodes have stored them.
 */
@ProviderType
public interface DhtLookups {
    /**
     * Looks up a published value, first in the cache.
     *
     * @param publicKey the publisher's key, not null
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for an item without salt, not null
     * @return the newest version; empty if the DHT has none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key that is too long;
     *     {@link ErrorCode#NO_SESSION} without a session, unless it is in the cache
     */
    CompletionStage<Optional<DhtLookup<MutableItem>>> get(DhtPublicKey publicKey, String key);

    /**
     * Looks up an immutable item, first in the cache.
     *
     * @param target where it is stored, not null
     * @return the item; empty if the DHT has none
     * @throws TorrentException {@link ErrorCode#NO_SESSION} without a session, unless it is in the cache
     */
    CompletionStage<Optional<DhtLookup<ImmutableItem>>> get(DhtTarget target);

    /**
     * Looks up a published value, bypassing the cache.
     *
     * @param publicKey the publisher's key, not null
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for an item without salt, not null
     * @return as {@link #get(DhtPublicKey, String)}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key that is too long;
     *     {@link ErrorCode#NO_SESSION} without a session
     */
    CompletionStage<Optional<DhtLookup<MutableItem>>> getFresh(DhtPublicKey publicKey, String key);

    /**
     * Looks up an immutable item, bypassing the cache.
     *
     * @param target where it is stored, not null
     * @return as {@link #get(DhtTarget)}
     * @throws TorrentException {@link ErrorCode#NO_SESSION} without a session
     */
    CompletionStage<Optional<DhtLookup<ImmutableItem>>> getFresh(DhtTarget target);
}
