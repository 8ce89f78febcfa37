/** The DHT as a key-value service: named identities, and values published under them. */
@Export
@Version("1.0.0")
package org.torrentxt.api.dht.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
