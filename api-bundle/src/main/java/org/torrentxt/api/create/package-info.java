/** Making .torrent files: a service that hashes content in parallel, and the request and result of one. */
@Export
@Version("1.0.0")
package org.torrentxt.api.create;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
