/**
 * The BitTorrent session as an OSGi service, and the torrents in it.
 *
 * <p>Bundles get a {@link org.torrentxt.api.TorrentSession} by service reference, one per configured session, distinguished by
 * the service property {@link org.torrentxt.api.TorrentSession#SESSION_NAME}. Everything in these packages is either an
 * interface that a session implements or an immutable value; all of it may be used from any thread.
 *
 * <p>Nulls are neither taken nor given, also within collections: what may be missing is an {@link java.util.Optional}, and a null
 * argument is answered by a {@link java.lang.NullPointerException} that names it. All other errors are reported by a
 * {@link org.torrentxt.api.TorrentException}.
 *
 * <p>A stage that is given back belongs to its caller: cancelling or completing it concerns nobody else, and failures are in it as they were
 * thrown. What is attached to it runs on threads that nothing else needs, up to 64 per session, never on a thread of the engine; it may
 * wait, also for other stages. While all these threads are busy, the rest has its turn later; if none of them returns for 10 seconds, what is
 * attached to the stages that wait for a thread gets a {@link org.torrentxt.api.TorrentException} instead of their answers.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
