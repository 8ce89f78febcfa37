/** Moving the state of a session: backups, and torrents of other clients. */
@Export
@Version("1.0.0")
package org.torrentxt.api.transfer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
