package org.torrentxt.api.dht.store;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;

/**
 * A key-value service on the DHT (BEP 44), as an OSGi service that uses one session: permanent identities, values that
 * are kept alive, and changes reported as events. It consists of several parts:
 *
 * <pre>{@code
 * store.identities().create("alice");
 * store.publications().publish("alice", "motd", value);
 * store.watches().watch(publicKey, "motd");
 * }</pre>
 *
 * <p>The service is registered even if its session is not running. Operations that need the DHT immediately throw
 * {@link ErrorCode#NO_SESSION} while the session is not running or its DHT is disabled. Persistent entries
 * (publications, blobs, watches, followed releases) wait for the session, and continue after a restart of the session,
 * this service or the machine.
 *
 * <p>Stages always end like those of {@link Dht}: at the latest after {@code lookup.timeout} of the store's
 * configuration for each request to the DHT, and with {@link ErrorCode#NO_SESSION} when the store is stopped. Dependent
 * stages run, and may block, as described for the {@linkplain org.torrentxt.api package}; cancelling or completing one
 * does not affect anything else. All members may be called from any thread. Nulls are rejected as described for the
 * {@linkplain org.torrentxt.api.dht.store package}. Failures are {@link TorrentException}s, thrown or as the result of
 * a stage. Events: {@link DhtStoreTopics}.
 */
@ProviderType
public interface DhtStore {
    /** The PID of the store's configuration. */
    String PID = "org.torrentxt.dht.store";

    /** Named key pairs. */
    DhtIdentities identities();

    /** Values that this store keeps alive on the DHT. */
    DhtPublications publications();

    /** Lookups of values from any publisher. */
    DhtLookups lookups();

    /** Watches on values of others. */
    DhtWatches watches();

    /** Values too long for one DHT item. */
    DhtBlobs blobs();

    /** Releases: keys that point to the torrent of the newest version (BEP 46). */
    DhtReleases releases();

    /** The folder for the store's files, which may not exist yet. */
    Path folder();

    /** Warnings about its configuration: one line each, with what to do; empty if there are none. */
    List<String> warnings();
}
