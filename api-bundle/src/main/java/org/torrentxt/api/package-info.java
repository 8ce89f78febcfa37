/**
 * The BitTorrent session as an OSGi service, and the torrents in it.
 *
 * <p>Bundles get a {@link org.torrentxt.api.TorrentSession} by service reference, one per configured session, told apart by
 * the service property {@link org.torrentxt.api.TorrentSession#SESSION_NAME}. Everything in these packages is either an
 * interface that a session implements or an immutable value; all of it may be used from any thread.
 *
 * <p>Nulls are neither taken nor given, also within collections: what may be missing is an {@link java.util.Optional}, and a null
 * argument is answered by a {@link java.lang.NullPointerException} that names it. Everything else that is wrong with a call is told by a
 * {@link org.torrentxt.api.TorrentException}. Stages that are given back end on threads of their own, one for all that ends at that
 * moment, never on a thread of the engine; what is attached to them may wait.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
