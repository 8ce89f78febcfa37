/**
 * How the rates of sessions were: one value for each minute of the last day. The bundle {@code torrentxt-metrics} has the
 * service, {@link org.torrentxt.api.history.SessionHistory}.
 *
 * <p>A null where none is allowed causes a {@link java.lang.NullPointerException} that names the parameter; nothing is
 * changed then. Returned values are never null.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.history;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
