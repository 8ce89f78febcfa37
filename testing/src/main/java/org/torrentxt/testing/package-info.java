/**
 * Fakes of the services in {@link org.torrentxt.api}, and builders of what they report, for unit tests that need
 * neither the engine nor OSGi.
 *
 * <p>A {@link org.torrentxt.testing.FakeSession} holds torrents whose statuses are set by the test, records calls that
 * change them, and delivers
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
 * <p>The fakes start no threads and use neither disk nor network. They may be used from any thread.
 */
@Export
@Version("1.1.0")
package org.torrentxt.testing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
