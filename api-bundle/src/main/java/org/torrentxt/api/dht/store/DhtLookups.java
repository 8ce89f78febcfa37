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
 * Looks up values. An answer is the newest version that the nodes asked have, verified, and is remembered for
 * {@code cache.ttl} of the store's configuration, for a thousand values at most; {@link DhtLookup#age()} returns its age.
 * That the DHT has nothing is not remembered. The fresh look-ups ask the DHT in any case, and refresh the cache, in which an older version
 * never takes the place of a newer one; what this store publishes is in the cache once nodes have taken it.
 */
@ProviderType
public interface DhtLookups {
    /**
     * Looks up what somebody published, in the cache first.
     *
     * @param publicKey whose, not null
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for an item without salt, not null
     * @return the newest version; empty if the DHT has none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key too long; {@link ErrorCode#NO_SESSION} without a session,
     *     unless it is in the cache
     */
    CompletionStage<Optional<DhtLookup<MutableItem>>> get(DhtPublicKey publicKey, String key);

    /**
     * Looks up an immutable item, in the cache first.
     *
     * @param target where it is stored, not null
     * @return the item; empty if the DHT has none
     * @throws TorrentException {@link ErrorCode#NO_SESSION} without a session, unless it is in the cache
     */
    CompletionStage<Optional<DhtLookup<ImmutableItem>>> get(DhtTarget target);

    /**
     * Looks up what somebody published, past the cache.
     *
     * @param publicKey whose, not null
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for an item without salt, not null
     * @return as {@link #get(DhtPublicKey, String)}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key too long; {@link ErrorCode#NO_SESSION} without a session
     */
    CompletionStage<Optional<DhtLookup<MutableItem>>> getFresh(DhtPublicKey publicKey, String key);

    /**
     * Looks up an immutable item, past the cache.
     *
     * @param target where it is stored, not null
     * @return as {@link #get(DhtTarget)}
     * @throws TorrentException {@link ErrorCode#NO_SESSION} without a session
     */
    CompletionStage<Optional<DhtLookup<ImmutableItem>>> getFresh(DhtTarget target);
}
