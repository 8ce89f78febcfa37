/**
 * The DHT as a key-value service: named identities, values that are kept alive under them, and what others publish, looked up, watched and
 * followed. {@link org.torrentxt.api.dht.store.DhtStore} is the service, and hands out its parts.
 *
 * <p>A null where none is allowed is refused before anything is changed, as everywhere in this API: by a {@link NullPointerException} whose
 * message is the name of the parameter; or, for a name of an identity, digits of a key and other texts that are read, by
 * {@link org.torrentxt.api.ErrorCode#INVALID_ARGUMENT}, as any other text that is none. Only a passphrase and the folder of
 * {@link org.torrentxt.api.dht.store.FollowRelease#savePath} may be null. Nothing that comes from here is null.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.dht.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
