package org.torrentxt.api.dht.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;

/**
 * A key-value service on the DHT (BEP 44), as an OSGi service over one session. It is registered whether or not that
 * session runs: puts and gets throw {@link ErrorCode#NO_SESSION} at once while it does not, identities need none.
 * Stages end as those of {@link Dht}, and after {@code lookup.timeout} of the store's configuration at the latest. All
 * members may be called from any thread.
 */
@ProviderType
public interface DhtStore {
    /** The PID of the store's configuration. */
    String PID = "org.torrentxt.dht.store";

    /**
     * Makes an identity with a new key pair and keeps it in the store's {@code state.dir}, in a file that only the
     * owner can read.
     *
     * @param name a new name; see {@link DhtIdentity}
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a malformed name, or one that is taken;
     *     {@link ErrorCode#GENERIC} if the file cannot be written
     */
    DhtIdentity createIdentity(String name);

    /**
     * The identities of this store, by name. A file that cannot be used is left out, left as it is, and named in the
     * log.
     *
     * @throws TorrentException {@link ErrorCode#GENERIC} if their folder cannot be read
     */
    List<DhtIdentity> identities();

    /**
     * Stores a value under its own hash.
     *
     * @param value 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     * @return the target to look it up by
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a value of another length
     */
    CompletionStage<DhtTarget> put(byte[] value);

    /**
     * Looks up a value by its hash.
     *
     * @param target as {@link #put} gave it, not null
     * @return the item; empty if the DHT has none
     */
    CompletionStage<Optional<ImmutableItem>> get(DhtTarget target);

    /**
     * Stores a value under an identity and a key, as the version after the highest that the DHT has.
     *
     * @param identity name of an identity of this store
     * @param key 1 to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, not null; the salt of BEP 44
     * @param value 1 to {@value Dht#MAX_VALUE_LENGTH} bytes, not null
     * @return the item as stored, and how many nodes took it
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for an unknown identity, or a key or value of another
     *     length; {@link ErrorCode#GENERIC} if the file of the identity cannot be used
     */
    CompletionStage<DhtPutResult> publish(String identity, String key, byte[] value);

    /**
     * Looks up what somebody published.
     *
     * @param publicKey whose, not null
     * @param key 1 to {@value Dht#MAX_SALT_LENGTH} bytes of UTF-8, not null
     * @return the newest version that the nodes asked have; empty if they have none
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for a key of another length
     */
    CompletionStage<Optional<MutableItem>> get(DhtPublicKey publicKey, String key);
}
