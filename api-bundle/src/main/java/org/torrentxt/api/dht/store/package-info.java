/**
 * The DHT as a key-value service: named identities, values that are kept alive under them, and what others publish, looked up, watched and
 * followed. {@link org.torrentxt.api.dht.store.DhtStore} is the service, and hands out its parts.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.dht.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
