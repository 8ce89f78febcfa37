/**
 * The BitTorrent session as an OSGi service, and the torrents in it.
 *
 * <p>Bundles get a {@link org.torrentxt.api.TorrentSession} by service reference, one per configured session, told apart by
 * the service property {@link org.torrentxt.api.TorrentSession#SESSION_NAME}. Everything in these packages is either an
 * interface that a session implements or an immutable value; all of it may be used from any thread.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
