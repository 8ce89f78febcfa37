package org.torrentxt.api.dht.store;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;

/**
 * Watches values in the DHT, and posts {@link DhtStoreTopics#VALUE_CHANGED} when a newer version appears. The DHT does
 * not notify about changes, so it is polled every {@code watch.interval} of the store's configuration, at varying
 * times.
 *
 * <p>A watch is saved to disk with the sequence number last seen, and continues after a restart: a change that happened
 * meanwhile is posted once. Versions that are replaced between two checks are not seen. An event is posted before the
 * sequence number is saved, so a crash in between causes a duplicate event rather than a missing one.
 */
@ProviderType
public interface DhtWatches {
    /**
     * Watches a value; as no version is known yet, the version found at the first check is posted, too. An existing
     * watch is returned unchanged.
     *
     * @param publicKey the publisher's key, not null
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for an item without salt, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key that is too long; {@link ErrorCode#GENERIC}
     *     if it cannot be written to disk
     */
    default DhtWatch watch(DhtPublicKey publicKey, String key) {
        return watch(publicKey, key, DhtPublications.NO_VERSION);
    }

    /**
     * Watches a value with a known version. An existing watch is returned unchanged.
     *
     * @param publicKey the publisher's key, not null
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for an item without salt, not null
     * @param seenSeq the sequence number of the known version, so that only newer ones are posted;
     *     {@link DhtPublications#NO_VERSION} for none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key that is too long, or a lower number;
     *     {@link ErrorCode#GENERIC} if it cannot be written to disk
     */
    DhtWatch watch(DhtPublicKey publicKey, String key, long seenSeq);

    /**
     * Ends a watch, for all its users.
     *
     * @param publicKey the publisher's key, not null
     * @param key its key, not null
     * @return false if there is no such watch
     * @throws TorrentException {@link ErrorCode#GENERIC} if its file cannot be deleted
     */
    boolean cancel(DhtPublicKey publicKey, String key);

    /** All watches, sorted by public key and key. */
    List<DhtWatch> list();
}
