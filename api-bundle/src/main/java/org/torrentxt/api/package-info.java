/**
 * The BitTorrent session as an OSGi service, and the torrents in it.
 *
 * <p>Bundles get a {@link org.torrentxt.api.TorrentSession} by service reference, one per configured session,
 * distinguished by the service property {@link org.torrentxt.api.TorrentSession#SESSION_NAME}. Everything in these
 * packages is either an interface implemented by a session or an immutable value, and may be used from any thread.
 *
 * <p>Nulls are neither accepted nor returned, also within collections: a value that may be missing is an
 * {@link java.util.Optional}, and a null argument causes a {@link java.lang.NullPointerException} that names it. All
 * other errors are reported by a {@link org.torrentxt.api.TorrentException}.
 *
 * <p>A returned stage belongs to its caller: cancelling or completing it does not affect anything else, and failures
 * are not wrapped. Dependent stages run on separate threads, up to 64 per session, never on a thread of the engine;
 * they may block, even for other stages. While all these threads are busy, further dependents wait; if no thread
 * returns for 10 seconds, the dependents that wait for a thread get a {@link org.torrentxt.api.TorrentException}
 * instead of the result.
 */
@Export
@Version("1.1.0")
package org.torrentxt.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
