/** The DHT: lookup of peers (BEP 5) and storage of small values (BEP 44). */
@Export
@Version("1.0.0")
package org.torrentxt.api.dht;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
