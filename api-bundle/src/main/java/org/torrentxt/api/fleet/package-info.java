/**
 * Many nodes as one: a deployment states which nodes of a fleet have the content of a torrent, signed by a key that they
 * trust. The bundle {@code torrentxt-fleet} has the service, {@link org.torrentxt.api.fleet.Fleet}.
 *
 * <p>A null where none is allowed causes a {@link java.lang.NullPointerException} that names the parameter; nothing is
 * changed then. Returned values are never null.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.fleet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
