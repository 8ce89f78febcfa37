/**
 * Fakes of the services in {@link org.torrentxt.api}, and builders of what they report, for unit tests that need neither the engine nor
 * OSGi.
 *
 * <p>A {@link org.torrentxt.testing.FakeSession} holds torrents whose statuses the test sets, records what is asked of them, and delivers
 * the alerts that the test raises:
 *
 * <pre>{@code
 * FakeSession session = new FakeSession("default");
 * Archiver archiver = new Archiver(session); // the class under test, an AlertListener
 * session.subscribe(archiver);
 *
 * Torrent torrent = session.add(AddTorrent.magnet(link).build());
 * session.raise(AlertBuilder.alert(torrent).finished());
 *
 * assertThat(session.calls("moveStorage")).hasSize(1);
 * }</pre>
 *
 * <p>Nothing here has threads of its own, or touches disk or network. The fakes themselves may be used from any thread.
 */
@Export
@Version("1.0.0")
package org.torrentxt.testing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
