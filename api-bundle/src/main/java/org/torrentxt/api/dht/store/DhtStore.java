package org.torrentxt.api.dht.store;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;

/**
 * A key-value service on the DHT (BEP 44), as an OSGi service over one session: keys that stay, values that stay alive, and
 * and changes reported as events. Each concern is a part of its own:
 *
 * <pre>{@code
 * store.identities().create("alice");
 * store.publications().publish("alice", "motd", value);
 * store.watches().watch(publicKey, "motd");
 * }</pre>
 *
 * <p>The service is registered whether or not its session runs. What needs the DHT at once throws
 * {@link ErrorCode#NO_SESSION} while the session does not run or its DHT is disabled; what is kept (publications, blobs, watches,
 * followed releases) waits for it, and continues after a restart of the session, of this service or of the machine.
 *
 * <p>Stages always end: as those of {@link Dht} do, after {@code lookup.timeout} of the store's configuration at the latest
 * for each of the questions it takes, and with {@link ErrorCode#NO_SESSION} when the store is stopped. What depends on them
 * runs, and may wait, as the {@linkplain org.torrentxt.api package} says; cancelling or completing one concerns nobody else. All members may be called from any thread.
 * Nulls are refused as the {@linkplain org.torrentxt.api.dht.store package} says. Failures are {@link TorrentException}s, thrown or as
 * the end of a stage. Events: {@link DhtStoreTopics}.
 */
@ProviderType
public interface DhtStore {
    /** The PID of the store's configuration. */
    String PID = "org.torrentxt.dht.store";

    /** The named key pairs of this store. */
    DhtIdentities identities();

    /** The values that this store keeps alive on the DHT. */
    DhtPublications publications();

    /** What the DHT has, published by whomever. */
    DhtLookups lookups();

    /** The values of others that this store watches. */
    DhtWatches watches();

    /** Values too long for one item. */
    DhtBlobs blobs();

    /** Torrents behind a key: the newest version of something (BEP 46). */
    DhtReleases releases();

    /** The folder of its files, which need not exist yet. */
    Path folder();

    /** What may not be meant in its configuration: one line each, with what to do; empty if all is well. */
    List<String> warnings();
}
