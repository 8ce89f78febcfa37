/** Snapshots of sessions, torrents, peers, files and trackers: immutable records, taken at one moment. */
@Export
@Version("1.1.0")
package org.torrentxt.api.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
