/**
 * The DHT as a key-value service: named identities, values kept alive under them, and lookups, watches and followed
 * releases of other publishers. {@link org.torrentxt.api.dht.store.DhtStore} is the service, and provides its parts.
 *
 * <p>A null where none is allowed is rejected before anything is changed, as everywhere in this API: with a
 * {@link NullPointerException} whose message is the name of the parameter. Returned values are never null.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.dht.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
