package org.torrentxt.api.dht.store;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;

/**
 * Watches values of the DHT, and posts {@link DhtStoreTopics#VALUE_CHANGED} when a newer version appears. The DHT notifies nobody
 * of changes, so it is asked: every {@code watch.interval} of the store's configuration, spread out.
 *
 * <p>A watch is written to disk with the sequence number last seen, and continues after a restart: a change that happened meanwhile is
 * posted once. Versions that were replaced between two looks are not seen. An event is posted before the sequence number is written, so a crash
 * just then posts it twice rather than never.
 */
@ProviderType
public interface DhtWatches {
    /**
     * Looks after a value from now on; as nothing has been seen yet, the version that there is at the first look is posted, too. The
     * watch that already exists is returned unchanged.
     *
     * @param publicKey whose value, not null
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for an item without salt, not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key too long; {@link ErrorCode#GENERIC} if it cannot be
     *     written to disk
     */
    default DhtWatch watch(DhtPublicKey publicKey, String key) {
        return watch(publicKey, key, DhtPublications.NO_VERSION);
    }

    /**
     * Watches a value of which a version is known. The watch that already exists is returned unchanged.
     *
     * @param publicKey whose value, not null
     * @param key up to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, empty for an item without salt, not null
     * @param seenSeq the sequence number of the version known, so that only newer ones are posted; {@link DhtPublications#NO_VERSION}
     *     for none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key too long, or a lower number; {@link ErrorCode#GENERIC} if
     *     it cannot be written to disk
     */
    DhtWatch watch(DhtPublicKey publicKey, String key, long seenSeq);

    /**
     * Ends a watch, for all that rely on it.
     *
     * @param publicKey whose value, not null
     * @param key its key, not null
     * @return false if there is no such watch
     * @throws TorrentException {@link ErrorCode#GENERIC} if its file cannot be deleted
     */
    boolean cancel(DhtPublicKey publicKey, String key);

    /** All watches, by public key and key. */
    List<DhtWatch> list();
}
