/**
 * Whether everything works: checks that any bundle can add, and what they have found. The bundle {@code
 * torrentxt-health} has the service, {@link org.torrentxt.api.health.Health}, and the checks of the engine, its
 * sessions and the DHT store.
 *
 * <p>A null where none is allowed causes a {@link java.lang.NullPointerException} that names the parameter; nothing is
 * changed then. Returned values are never null.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
